import { useGetSchemasQuery, useGetVersionQuery } from "@/api/api";
import { API } from "@/api/transport";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { Skeleton } from "@/components/Skeleton";
import { useMe } from "@/shell/Session";
import { FactList } from "./FactList";
import { ROLE_NAMES } from "./roleWords";
import styles from "./About.module.css";

export function About() {
  const { data: version, error, refetch } = useGetVersionQuery();
  const { subject, role, agent } = useMe();
  return (
    <>
      <Card title="hocket">
        {version ? (
          <FactList
            facts={[
              ["Version", version.version],
              ["API", version.api],
              ["Signed in as", `${subject}, ${ROLE_NAMES[role]}${agent ? ` of ${agent}` : ""}`],
            ]}
          />
        ) : error ? (
          <ErrorState error={error} title="Could not load the version" onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={3} />
        )}
      </Card>
      <Card title="API">
        <Schemas />
      </Card>
    </>
  );
}

function Schemas() {
  const { data, error, refetch } = useGetSchemasQuery();
  if (error) return <ErrorState error={error} title="Could not load the schemas" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  return (
    <>
      <p className={styles.lead}>
        <Document href={`${API}/openapi.json`} name="OpenAPI description" />
        All routes, with their parameters and responses.
      </p>
      <p className={styles.lead}>JSON Schemas of the data that programs exchange with hocket:</p>
      <ul className={styles.list}>
        {data.items.map((name) => (
          <li key={name}>
            <Document href={`${API}/schemas/${encodeURIComponent(name)}`} name={name} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Document({ href, name }: { href: string; name: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={styles.document}>
      <Icon name="file" />
      {name}
      <span className="sr-only"> in a new tab</span>
    </a>
  );
}
