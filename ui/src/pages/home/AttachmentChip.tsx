import { IconButton } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Spinner } from "@/components/Spinner";
import { cx } from "@/cx";
import { formatBytes } from "@/text/format";
import type { Attachment } from "./draft";
import styles from "./Composer.module.css";

export function AttachmentChip({ attachment, onRemove }: { attachment: Attachment; onRemove: () => void }) {
  const { name, size, input, error } = attachment;
  return (
    <li className={cx(styles.chip, error && styles.chipBad)} title={error}>
      {error ? <Icon name="warning" size={14} /> : input ? <Icon name="file" size={14} /> : <Spinner size={14} />}
      <span className="truncate">{name}</span>
      <span className={styles.chipNote} role={error ? "alert" : undefined}>
        {error ? `Not uploaded: ${error}` : input ? formatBytes(size) : "Uploading…"}
      </span>
      <IconButton icon="close" label={`Remove ${name}`} size="sm" onClick={onRemove} />
    </li>
  );
}
