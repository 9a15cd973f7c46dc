"""English words whose forms no rule tells, as a search compares them."""

from __future__ import annotations

_SMALL = """
the a an and or but of to in on at for from with by as is are was were be been do does did
this that these those we you they our your their my too very so how what when
"""
SMALL_WORDS = frozenset(_SMALL.split())
"""Words that a search asks for in names only, when there are others beside them."""

_FORMS = """
bring brought; build built; buy bought; catch caught; child children; choose chose chosen;
come came; deal dealt; do did done; draw drew drawn; feel felt; find found; foot feet;
forget forgot forgotten; get got; give gave given; go went gone; grow grew grown; hear heard;
hold held; keep kept; know knew known; lead led; leave left; lose lost; make made; man men;
mean meant; meet met; person people; run ran; say said; see saw seen; sell sold; send sent;
show shown; sit sat; speak spoke spoken; spend spent; stand stood; take took taken;
teach taught; tell told; think thought; understand understood; win won; woman women;
write wrote written; begin began begun; break broke broken; life lives; criterion criteria
"""

BASES = {form: row.split()[0] for row in _FORMS.split(";") for form in row.split()[1:]}
"""The word that each of these forms belongs to."""

STEMS = dict.fromkeys(["experience", "experiences", "experienced", "experiencing"], "experienc")
"""Stems of words that Snowball takes for forms of another: an experience is no experiment."""
