/** The list of complaints. */
export const complaintsTexts = {
  title: 'Complaints',
  log: 'Log a complaint',
  views: 'Saved views',
  mine: 'Mine',
  overdue: 'Overdue',
  dueToday: 'Due today',
  waiting: 'Waiting for customer',
  all: 'All',
  search: 'Search complaints',
  searchHint: 'Number, order, customer or their words',
  state: 'State',
  anyState: 'Any state',
  reason: 'Reason',
  anyReason: 'Any reason',
  assignee: 'Assigned to',
  anyone: 'Assigned to anybody',
  me: 'Me',
  byName: 'By name',
  somebodyElse: 'Somebody else',
  list: 'Complaints, newest first',
  newer: 'Newer',
  older: 'Older',
  pages: 'Pages',
  keys: 'Keys: j and k move, Enter opens, c logs a complaint, / searches',
  emptyShop: {
    title: 'No complaint has been logged yet',
    text: 'When a customer writes or calls, find their order and log what happened.',
  },
  emptyView: {
    title: 'No complaint fits this view',
    text: 'Choose other filters, or look at all complaints.',
    action: 'Show all complaints',
  },
  emptySearch: {
    title: (text: string) => `Nothing found for “${text}”`,
    text: 'Try the number of the complaint or the order, the customer’s name, or a word from what they wrote.',
    /** When filters narrow the search. */
    narrowed: 'Only complaints that fit the filters above were searched.',
  },
  /** A view in which nothing is left is good news. */
  emptyViews: {
    mine: 'Nothing is waiting with you',
    overdue: 'Nothing is overdue',
    dueToday: 'Nothing is due today',
    waiting: 'No complaint is waiting for a customer',
  },
};
