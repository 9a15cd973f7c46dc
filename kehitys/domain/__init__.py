"""What the product knows: values and arithmetic, the standard library only."""
