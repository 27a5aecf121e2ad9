import { inkOn } from '#app/domain/colour.ts';

/** How customers' pages look: one column, big type, the shop's colour. Nothing is fetched from anywhere. */

/** @param colour the shop's, as `#rrggbb` */
export const styleFor = (colour: string): string => `
:root{--brand:${colour};--on-brand:${inkOn(colour)};--ink:#1a1a1a;--quiet:#5c5c5c;--line:#d4d4d4;--bad:#b3261e}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:#f6f6f6;color:var(--ink);font:18px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
a{color:inherit}
:focus-visible{outline:3px solid #005fcc;outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:#fff;padding:8px;z-index:1}
header{background:var(--brand);color:var(--on-brand)}
header>div,main,footer{max-width:640px;margin:0 auto;padding:16px 20px}
header b{font-size:20px;overflow-wrap:anywhere}
main{padding-top:28px;padding-bottom:40px}
h1{font-size:30px;line-height:1.2;margin:0 0 12px;overflow-wrap:anywhere}
h2{font-size:21px;line-height:1.3;margin:32px 0 8px}
section{margin-bottom:24px}
h3{font-size:18px;line-height:1.35;margin:0 0 6px}
p{margin:0 0 16px}
.card>:last-child{margin-bottom:0}
.code{font:650 20px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere;user-select:all}
.whole{white-space:nowrap}
.words{overflow-wrap:anywhere;white-space:pre-wrap}
.quiet{color:var(--quiet);font-size:16px}
.step{color:var(--quiet);font-size:16px;margin:0 0 4px}
.card{background:#fff;border:1px solid var(--line);border-radius:12px;padding:16px;margin:0 0 16px}
fieldset{border:0;padding:0;margin:0 0 20px;min-width:0}
legend,label.name{display:block;font-weight:650;padding:0;margin:0 0 6px}
.hint{color:var(--quiet);font-size:16px;margin:0 0 6px}
.error{color:var(--bad);font-weight:600;font-size:16px;margin:6px 0}
.problems{background:#fff;border:2px solid var(--bad);border-radius:12px;padding:14px 16px;margin:0 0 20px}
.problems h2{margin:0 0 4px;font-size:18px}.problems ul{margin:0;padding-left:20px}.problems a{color:var(--bad)}
input[type=text],input[type=email],input[type=tel],textarea,select{width:100%;font:inherit;color:inherit;background:#fff;border:1px solid #767676;border-radius:10px;padding:11px 12px;min-height:50px}
input[type=file]{font:inherit;max-width:100%}
input[type][aria-invalid=true],textarea[aria-invalid=true]{border-color:var(--bad);border-width:2px}
.call-only{display:block}form:has(input[name=call][value=no]:checked) .call-only{display:none}
details{margin:0 0 20px}summary{cursor:pointer;font-weight:650;padding:12px 0}
textarea{min-height:160px;resize:vertical}
.field{margin:0 0 20px}
.choice{display:flex;gap:12px;align-items:flex-start;background:#fff;border:1px solid var(--line);border-radius:12px;padding:13px 14px;margin:0 0 8px;cursor:pointer}
.choice:has(:checked){border-color:var(--ink);box-shadow:inset 0 0 0 1px var(--ink)}
.choice input{width:22px;height:22px;margin:3px 0 0;flex:none;accent-color:var(--ink)}
.choice span{min-width:0;overflow-wrap:anywhere}
.choice small{display:block;color:var(--quiet);font-size:16px}
.choice .count{margin-left:auto;width:auto;flex:none}
.row{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;margin:24px 0 0}
button,.button{display:inline-block;font:inherit;font-weight:650;text-align:center;text-decoration:none;cursor:pointer;border-radius:12px;padding:13px 22px;min-height:52px;border:1px solid transparent;background:var(--brand);color:var(--on-brand)}
.button.plain,button.plain{background:#fff;color:var(--ink);border-color:#767676}
dl{margin:0}dt{color:var(--quiet);font-size:16px}dd{margin:0 0 12px;overflow-wrap:anywhere}
.hidden-field{position:absolute;left:-9999px;height:1px;width:1px;overflow:hidden}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
footer{color:var(--quiet);font-size:16px;border-top:1px solid var(--line)}
footer ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;margin:0;padding:0}
footer a{display:inline-block;padding:6px 0}
@media(max-width:480px){button,.row .button{width:100%}h1{font-size:27px}}
`;
