from tests.tui.test_real_terminal import *
def test_x(demo):
    poison(demo)
    t=opened(demo); t.wait_for("Today"); t.quiet(.5)
    n=t.press("5"); t.quiet(1); 
    print(re.sub(" +"," ",t.text(n)))
    assert 0
