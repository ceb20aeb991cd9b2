import { useState } from "react";
import { Badge } from "@/components/Badge";
import { IconButton } from "@/components/Button";
import { CopyButton } from "@/components/CopyButton";
import { ErrorState } from "@/components/EmptyState";
import { Select } from "@/components/Field";
import { Icon } from "@/components/Icon";
import { LineDiff } from "@/components/LineDiff";
import { Segments } from "@/components/Segments";
import { Skeleton } from "@/components/Skeleton";
import { formatBytes } from "@/text/format";
import { downloadHref, isText, kindOf, newest, sourceText, type FileGroup, type Version } from "./files";
import { Preview } from "./Preview";
import { useText } from "./useText";
import styles from "./FileView.module.css";

/** One file: its facts, its content with the images among all files, and the changes between its versions. */
export function FileView({ group, files, onBack }: { group: FileGroup; files: readonly Version[]; onBack?: () => void }) {
  const [digest, setDigest] = useState(newest(group).digest);
  const at = Math.max(0, group.versions.findIndex((version) => version.digest === digest));
  const version = group.versions[at] ?? newest(group);
  const previous = group.versions[at - 1];
  const canCompare = previous !== undefined && isText(kindOf(version));
  const [view, setView] = useState<"file" | "changes">("file");

  return (
    <article className={styles.file} aria-label={group.name}>
      <header className={styles.header}>
        {onBack && <IconButton icon="chevronLeft" label="All files" onClick={onBack} />}
        <h3 className={styles.name}>{group.name}</h3>
        <a className={styles.download} href={downloadHref(version.href)} download={version.name}>
          <Icon name="download" />
          Download
        </a>
      </header>
      <Facts version={version} />
      {group.versions.length > 1 && (
        <div className={styles.versions}>
          <Select aria-label="Version" value={version.digest} onChange={(event) => setDigest(event.target.value)} className={styles.select}>
            {group.versions.map((option, number) => (
              <option key={option.digest} value={option.digest}>
                Version {number + 1} of {group.versions.length}: {option.sources.map(sourceText).join(", ")}
              </option>
            ))}
          </Select>
          {canCompare && (
            <Segments
              label="Show"
              value={view}
              onChange={setView}
              options={[{ id: "file", label: "File" }, { id: "changes", label: "Changes" }]}
            />
          )}
        </div>
      )}
      {canCompare && view === "changes" ? (
        <Changes key={version.digest} before={previous} after={version} label={`Version ${at} to ${at + 1}`} />
      ) : (
        <Preview key={version.digest} file={version} files={files} />
      )}
    </article>
  );
}

function Facts({ version }: { version: Version }) {
  return (
    <div className={styles.facts}>
      {version.sources.map((source, at) => (
        <Badge key={at} tone={source.role === "result" ? "ok" : "neutral"}>
          {sourceText(source)}
        </Badge>
      ))}
      <span>{formatBytes(version.size_bytes)}</span>
      <span>{version.media_type}</span>
      <span className={styles.digest}>
        <span className="mono" title={`SHA-256 ${version.digest}`}>
          {version.digest.slice(0, 12)}
        </span>
        <CopyButton text={version.digest} label="Copy the SHA-256 digest" />
      </span>
    </div>
  );
}

/** The changes between two text files; loads both. */
export function Changes({ before, after, label }: {
  before: Pick<Version, "href" | "size_bytes">;
  after: Pick<Version, "href" | "size_bytes">;
  label: string;
}) {
  const old = useText(before);
  const now = useText(after);
  const failed = [old, now].find(({ error }) => error);
  if (failed) return <ErrorState error={failed.error} onRetry={failed.retry} />;
  if (old.text === null || now.text === null) return <Skeleton lines={6} />;
  return <LineDiff before={old.text} after={now.text} label={label} />;
}
