/** The columns of a list of complaints. */
export const tableTexts = {
  number: 'Complaint',
  customer: 'Customer',
  order: 'Order',
  reason: 'Reason',
  state: 'State',
  next: 'Next, and by when',
  assignee: 'Assigned to',
  near: 'Deadline near',
  given: 'Given',
  open: (number: string, customer: string) => `${number}, ${customer}`,
};
