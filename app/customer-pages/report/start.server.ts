/** Where it begins: a guest says which order, somebody who is signed in picks one of hers. */
import type { Request } from 'express';
import { parseOrderId } from '#app/domain/ids.ts';
import type { CustomersOrder } from '#app/domain/intake/orders.ts';
import type { Language } from '#app/domain/language.ts';
import { reportTexts } from '#app/i18n/customer/report/texts.ts';
import { askForLink, mayKnock, mayLook } from '#app/services/intake/ask-for-link.server.ts';
import { linkForCustomer, ordersToReport } from '#app/services/intake/report-form.server.ts';
import { problemList, textField, typedIn, type Problems } from '../fields.ts';
import { html, type Fragment, type Html } from '../html.ts';
import type { Answer, Visitor } from '../visitor.server.ts';

/** People need longer than this for two fields; what is faster is no person. In seconds. */
const leastSeconds = 2;

export async function startPage(visitor: Visitor): Promise<Answer> {
  return page(visitor, await beginning(visitor, { orderNumber: '', contact: '' }, {}));
}

/** A guest asks for the link. Whatever she typed, as long as something is typed, the answer is the same. */
export async function askPage(visitor: Visitor, request: Request): Promise<Answer> {
  const { ctx, language, clientKey, shop } = visitor;
  const texts = reportTexts[language].start;
  const typed = typedIn(request.body);
  const [orderName, contact] = [
    typed.one('orderNumber').trim().slice(0, 100),
    typed.one('contact').trim().slice(0, 320),
  ];
  const problems = {
    ...(orderName === '' && { orderNumber: texts.errors.orderNumber }),
    ...(contact === '' && { contact: texts.errors.contact }),
  };
  if (Object.keys(problems).length > 0) {
    const content = await beginning(visitor, { orderNumber: orderName, contact }, problems);
    return { ...page(visitor, content), status: 422 };
  }
  const seconds = ctx.clock.now().getTime() / 1000 - Number(typed.one('at') || Number.NaN);
  const isPerson = typed.one('website') === '' && seconds >= leastSeconds;
  if (isPerson && shop.intake.open) await askForLink(ctx, clientKey, { orderName, contact, language });
  return page(visitor, sentContent(visitor));
}

/** She is signed in, and picks one of her orders. */
export async function pickOrder(visitor: Visitor, request: Request): Promise<Answer> {
  const { ctx, customerId, base, language, clientKey, shop } = visitor;
  const orderId = parseOrderId(typedIn(request.body).one('order'));
  const start: Answer = { to: `${base}/report?lang=${language}` };
  if (customerId === null || orderId === null || !shop.intake.open) return start;
  if (!(await mayKnock(ctx, clientKey, orderId))) return start;
  const token = await linkForCustomer(ctx, customerId, orderId);
  return token === null ? start : { to: `${base}/${token}/items?lang=${language}` };
}

async function beginning(
  visitor: Visitor,
  typed: { orderNumber: string; contact: string },
  problems: Problems,
): Promise<Fragment> {
  const { ctx, customerId, language, shop } = visitor;
  const texts = reportTexts[language].start;
  if (!shop.intake.open)
    return html`<h1>${texts.title}</h1>
      <p>${texts.closed}</p>`;
  const intro = html`${problemList(reportTexts[language].problems, problems)}
    <h1>${texts.title}</h1>
    <p>${texts.intro}</p>`;
  if (customerId === null) return html`${intro}${guestForm(visitor, typed, problems)}`;
  const orders = (await mayLook(ctx, customerId)) ? await ordersToReport(ctx, customerId) : null;
  const own = orders?.ok ? orderList(visitor, orders.value) : html`<p>${texts.unavailable}</p>`;
  return html`${intro}
    <h2>${texts.yourOrders}</h2>
    ${own}
    <h2>${texts.otherOrder}</h2>
    ${guestForm(visitor, typed, problems)}`;
}

function guestForm(
  { base, language, ctx }: Visitor,
  typed: { orderNumber: string; contact: string },
  problems: Problems,
): Html {
  const texts = reportTexts[language].start;
  const at = Math.floor(ctx.clock.now().getTime() / 1000);
  return html`<form method="post" action="${base}/report?lang=${language}" novalidate>
    <input type="hidden" name="at" value="${at}" />
    <div class="hidden-field" aria-hidden="true">
      <label>${texts.leaveEmpty}<input type="text" name="website" tabindex="-1" autocomplete="off" value="" /></label>
    </div>
    ${textField({
      id: 'orderNumber',
      label: texts.orderNumber,
      hint: texts.orderNumberHint,
      value: typed.orderNumber,
      type: 'text',
      autocomplete: 'off',
      maxLength: 100,
      problems,
    })}
    ${textField({
      id: 'contact',
      label: texts.contact,
      hint: texts.contactHint,
      value: typed.contact,
      type: 'text',
      autocomplete: 'email',
      maxLength: 320,
      problems,
    })}
    <div class="row"><button>${texts.send}</button></div>
  </form>`;
}

function orderList({ base, language, shop }: Visitor, orders: readonly CustomersOrder[]): Fragment {
  const texts = reportTexts[language].start;
  if (orders.length === 0) return html`<p>${texts.noOrders}</p>`;
  return orders.map(
    (order) =>
      html`<form class="card" method="post" action="${base}/report/order?lang=${language}">
        <input type="hidden" name="order" value="${order.id}" />
        <p>
          <b>${order.name}</b><br />${order.titles.join(', ')}<br /><span class="quiet"
            >${texts.orderedOn(longDay(language, order.processedAt, shop.timeZone))}</span
          >
        </p>
        <button class="plain" aria-label="${`${texts.choose}: ${order.name}`}">${texts.choose}</button>
      </form>`,
  );
}

const longDay = (language: Language, at: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone }).format(new Date(at));

/** Nothing in it depends on what was typed. */
function sentContent({ language, base }: Visitor): Html {
  const { sent } = reportTexts[language].start;
  return html`<h1>${sent.title}</h1>
    <p>${sent.text}</p>
    <p class="quiet">${sent.more}</p>
    <div class="row"><a class="button plain" href="${base}/report?lang=${language}">${sent.again}</a></div>`;
}

function page({ base, language }: Visitor, content: Fragment): Answer & { page: object } {
  return {
    page: {
      title: reportTexts[language].start.title,
      content,
      inLanguage: (other) => `${base}/report?lang=${other}`,
    },
  };
}
