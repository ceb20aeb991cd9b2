import { Button } from "@/components/Button";
import { Input, Select } from "@/components/Field";
import { Icon } from "@/components/Icon";
import { NO_FILTER, typeText, TYPES, type Filter } from "./entries";
import styles from "./JournalFilters.module.css";

export function JournalFilters({ filter, tasks, onChange }: {
  filter: Filter;
  tasks: readonly string[];
  onChange: (filter: Filter) => void;
}) {
  const isSet = filter.type !== "" || filter.task !== "" || filter.text !== "";
  return (
    <div role="search" aria-label="Events" className={styles.filters}>
      <div className={styles.search}>
        <Icon name="search" />
        <Input
          type="search"
          aria-label="Search events"
          placeholder="Search events"
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
        />
      </div>
      <Select aria-label="Event type" className={styles.select} value={filter.type} onChange={(event) => onChange({ ...filter, type: event.target.value })}>
        <option value="">All types</option>
        {TYPES.map((type) => (
          <option key={type} value={type}>
            {typeText(type)}
          </option>
        ))}
      </Select>
      <Select aria-label="Task" className={styles.select} value={filter.task} onChange={(event) => onChange({ ...filter, task: event.target.value })}>
        <option value="">All tasks</option>
        {tasks.map((task) => (
          <option key={task} value={task}>
            {task}
          </option>
        ))}
      </Select>
      {isSet && (
        <Button variant="ghost" icon="close" onClick={() => onChange(NO_FILTER)}>
          Clear
        </Button>
      )}
    </div>
  );
}
