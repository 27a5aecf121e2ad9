import { Empty } from '#app/components/calm.tsx';
import { complaintsTexts as texts } from '#app/i18n/en/complaints.ts';
import { filtersOf, viewOf } from './query.ts';

const showAll = { content: texts.emptyView.action, url: '/app/complaints' };

/** No complaint in what the address asks for: what that means, and the way out. */
export function NothingHere({ params }: { params: URLSearchParams }) {
  const search = params.get('q')?.trim();
  if (search) {
    const narrowed = [...filtersOf(params).keys()].length > 1;
    return (
      <Empty title={texts.emptySearch.title(search)} action={showAll}>
        {narrowed ? texts.emptySearch.narrowed : texts.emptySearch.text}
      </Empty>
    );
  }
  const view = viewOf(params);
  // With a reason chosen besides, it is not the view that is empty.
  if (view && view !== 'all' && !params.has('reason')) {
    return <Empty title={texts.emptyViews[view]} action={showAll} />;
  }
  return (
    <Empty title={texts.emptyView.title} action={showAll}>
      {texts.emptyView.text}
    </Empty>
  );
}
