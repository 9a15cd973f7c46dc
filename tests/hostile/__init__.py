"""Files of the worst will, made by code: none of them may hang, crash or reach anybody raw."""
