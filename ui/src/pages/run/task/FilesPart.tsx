import type { TaskDetail } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { FileList } from "../FileList";
import styles from "./Parts.module.css";

export function FilesPart({ task }: { task: TaskDetail }) {
  const left = task.attempt_list.filter((attempt) => attempt.files.length > 0).toReversed();
  if (left.length === 0) {
    return (
      <EmptyState icon="file" title="No files">
        {task.deliverables.length > 0 ? `It must leave ${task.deliverables.join(", ")}.` : "This task is to leave none."}
      </EmptyState>
    );
  }
  return (
    <div className={styles.stack}>
      {left.map(({ attempt_id, files }) => (
        <section key={attempt_id}>
          <h3 className={styles.heading}>Left by {attempt_id}</h3>
          <FileList files={files} label={`Files of ${attempt_id}`} />
        </section>
      ))}
    </div>
  );
}
