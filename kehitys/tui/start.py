"""From the command line to the first frame."""

from __future__ import annotations

from pathlib import Path

from kehitys import i18n
from kehitys.store import opening, settings
from kehitys.store.today import today_page
from kehitys.tui import garbage, guard
from kehitys.tui.app import Kehitys


def open_app(path: Path | None, *, lang: str | None = None, demo: bool = False) -> None:
    """Opens the app over a file; without one, over the person's own."""
    mine = settings.load()
    if lang:
        i18n.use(lang)
    own = path or settings.data_file()
    judgement = opening.judge(own)
    opening.need_log(own)
    guard.install()
    first_page, me = None, None
    if judgement.kind == "ours":
        first_page = today_page(own, mine.people, demo=demo, lang=i18n.current())
        me, demo = first_page.person_id, demo or first_page.demo
    garbage.leave_what_is_loaded()
    new, older = judgement.kind == "new", judgement.kind == "behind"
    app = Kehitys(own, demo=demo, first_page=first_page, me=me, new=new, older=older)
    app.run()
    if app.return_code:
        raise SystemExit(app.return_code)
