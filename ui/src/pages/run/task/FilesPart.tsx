import type { TaskDetail } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { FileList } from "../FileList";
import styles from "./Parts.module.css";

export function FilesPart({ task }: { task: TaskDetail }) {
  const attempts = task.attempt_list.filter((attempt) => attempt.files.length > 0).toReversed();
  if (attempts.length === 0) {
    return (
      <EmptyState icon="file" title="No files">
        {task.deliverables.length > 0 ? `It must produce ${task.deliverables.join(", ")}.` : "This task requires no files."}
      </EmptyState>
    );
  }
  return (
    <div className={styles.stack}>
      {attempts.map(({ attempt_id, files }) => (
        <section key={attempt_id}>
          <h3 className={styles.heading}>From {attempt_id}</h3>
          <FileList files={files} label={`Files of ${attempt_id}`} />
        </section>
      ))}
    </div>
  );
}
