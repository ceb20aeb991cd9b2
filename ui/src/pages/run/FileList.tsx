import type { Artifact } from "@/api/types";
import { Icon } from "@/components/Icon";
import { cx } from "@/cx";
import { formatBytes } from "@/text/format";
import styles from "./FileList.module.css";

/** Files to open or download. */
export function FileList({ files, label }: { files: readonly Artifact[]; label: string }) {
  return (
    <ul className={styles.files} aria-label={label}>
      {files.map((file) => (
        <li key={`${file.name} ${file.digest}`} className={styles.file}>
          <Icon name="file" className={styles.icon} />
          <a href={file.href} target="_blank" rel="noreferrer" className={styles.name}>
            {file.name}
          </a>
          <span className={cx(styles.note, styles.type)}>{file.media_type}</span>
          <span className={styles.note}>{formatBytes(file.size_bytes)}</span>
          <a href={download(file.href)} download={file.name} aria-label={`Download ${file.name}`} className={styles.download}>
            <Icon name="download" />
          </a>
        </li>
      ))}
    </ul>
  );
}

function download(href: string): string {
  return `${href}${href.includes("?") ? "&" : "?"}download=true`;
}
