import { fileTexts as texts } from '#app/i18n/en/files.ts';
import type { FileView } from '#app/services/views.ts';
import styles from './file-strip.module.css';

/** Small pictures of a complaint's files; each opens the file large in a tab of its own. */
export function FileStrip({ files }: { files: FileView[] }) {
  if (files.length === 0) return null;
  return (
    <ul className={styles['strip']} aria-label={texts.title}>
      {files.map(({ id, name, kind, by, address, thumbnail }) => (
        <li key={id}>
          <a
            className={styles['file']}
            href={address}
            target="_blank"
            rel="noopener noreferrer"
            title={texts.from(name, by)}
          >
            {thumbnail ? (
              <img src={thumbnail} alt={name} loading="lazy" width="72" height="72" />
            ) : (
              <span>{texts[kind]}</span>
            )}
            {!thumbnail && <small>{name}</small>}
          </a>
        </li>
      ))}
    </ul>
  );
}
