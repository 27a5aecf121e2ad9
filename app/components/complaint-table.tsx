import { Link } from '@shopify/polaris';
import type { ComplaintRow } from '#app/services/views.ts';
import { tableTexts as texts } from '#app/i18n/en/tables.ts';
import { complaintNumber, guest, nextActionWords, nobody, reasonWords } from '#app/i18n/en/words.ts';
import { SeverityMark, StateBadge } from './badges.tsx';
import { useFormats } from './reader.tsx';
import { Due, Overdue } from './time.tsx';
import styles from './complaint-table.module.css';

type Props = {
  rows: ComplaintRow[];
  /** What the table holds, for those who cannot see where it stands. */
  label: string;
  /** Shows rows of the same size without their content, while others are fetched. */
  waiting?: boolean;
};

/** Complaints one a row: a table on a desk, cards on a phone. Each row opens its case. */
export function ComplaintTable({ rows, label, waiting = false }: Props) {
  return (
    <table
      role="table"
      className={styles['table']}
      aria-label={label}
      aria-busy={waiting}
      data-testid="complaint-table"
    >
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col">{texts.number}</th>
          <th scope="col">{texts.customer}</th>
          <th scope="col">{texts.order}</th>
          <th scope="col">{texts.reason}</th>
          <th scope="col">{texts.state}</th>
          <th scope="col">{texts.next}</th>
          <th scope="col">{texts.assignee}</th>
          <th scope="col" className={styles['end']}>
            {texts.given}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" className={waiting ? styles['waiting'] : undefined}>
        {rows.map((row) => (
          <ComplaintTableRow key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function ComplaintTableRow({ row }: { row: ComplaintRow }) {
  const { money } = useFormats();
  const number = complaintNumber(row.number);
  const customer = row.customerName ?? guest;
  return (
    <tr role="row" className={styles['row']} data-testid={`complaint-${row.number}`}>
      <td role="cell" className={styles['number']}>
        <Link
          url={`/app/complaints/${row.id}`}
          monochrome
          removeUnderline
          dataPrimaryLink
          accessibilityLabel={texts.open(number, customer)}
        >
          {number}
        </Link>
      </td>
      <td role="cell" className={styles['grow']}>
        <span>{customer}</span>
      </td>
      <td role="cell" className={styles['quiet']}>
        <span>{row.orderName}</span>
      </td>
      <td role="cell" className={styles['whole']}>
        <div>
          <div>{reasonWords[row.reason]}</div>
          <SeverityMark severity={row.severity} />
        </div>
      </td>
      <td role="cell" className={styles['state']}>
        <StateBadge state={row.state} />
      </td>
      <td role="cell" className={styles['next']}>
        <NextStep row={row} />
      </td>
      <td role="cell" className={`${styles['quiet']} ${styles['name']} ${row.assignee ? '' : styles['wideOnly']}`}>
        <span>{row.assignee?.name ?? nobody}</span>
      </td>
      <td role="cell" className={styles['end']}>
        {row.given && <span>{money(row.given)}</span>}
      </td>
    </tr>
  );
}

function NextStep({ row }: { row: ComplaintRow }) {
  if (!row.nextAction && !row.dueAt) return null;
  return (
    <div>
      {row.nextAction && <div>{nextActionWords[row.nextAction]}</div>}
      {row.dueAt && (
        <div className={row.overdue ? undefined : styles['quiet']}>
          <Due at={row.dueAt} overdue={row.overdue} />
        </div>
      )}
      {row.deadlineNear && !row.overdue && <Overdue>{texts.near}</Overdue>}
    </div>
  );
}
