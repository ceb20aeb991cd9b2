import { useGetRolesQuery } from "@/api/api";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { Skeleton } from "@/components/Skeleton";
import { useMe } from "@/shell/Session";
import { grantOf, ROLE_NAMES, ROLE_DESCRIPTIONS, type RoleTable } from "./roleWords";
import styles from "./Roles.module.css";

/** Who may do what: permissions down, roles across. */
export function Roles() {
  const { data, error, refetch } = useGetRolesQuery();
  return (
    <>
      <Card title="Roles">
        {data ? (
          <dl className={styles.roles}>
            {data.items.map(({ role }) => (
              <div key={role}>
                <dt>{ROLE_NAMES[role]}</dt>
                <dd>{ROLE_DESCRIPTIONS[role]}</dd>
              </div>
            ))}
          </dl>
        ) : (
          !error && <Skeleton lines={4} />
        )}
        {error !== undefined && <ErrorState error={error} title="Could not load the roles" onRetry={() => void refetch()} />}
      </Card>
      {data && (
        <Card title="Permissions" flush>
          <Matrix table={data} />
        </Card>
      )}
    </>
  );
}

function Matrix({ table: { items: roles, permissions: descriptions = {} } }: { table: RoleTable }) {
  const { role: mine } = useMe();
  const grants = roles.map(({ role, allows }) => ({ role, by: new Map(allows.map(grantOf).map((grant) => [grant.permission, grant.scope])) }));
  const permissions = new Set(grants.flatMap(({ by }) => [...by.keys()]));
  return (
    <div className={styles.scroll} role="region" aria-label="Permissions by role" tabIndex={0}>
      <table className={styles.table}>
        <caption className="sr-only">What each role may do</caption>
        <thead>
          <tr>
            <th scope="col">Permission</th>
            {roles.map(({ role }) => (
              <th key={role} scope="col">
                {ROLE_NAMES[role] ?? role}
                {role === mine && <span className={styles.you}>you</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...permissions].map((permission) => (
            <tr key={permission}>
              <th scope="row" title={permission}>
                {descriptions[permission] ?? permission}
              </th>
              {grants.map(({ role, by }) => (
                <td key={role}>
                  <Grant scope={by.get(permission)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Grant({ scope }: { scope: string | undefined }) {
  if (scope === undefined) {
    return (
      <span className={styles.no}>
        <span aria-hidden>–</span>
        <span className="sr-only">no</span>
      </span>
    );
  }
  return (
    <span className={styles.yes}>
      <Icon name="check" label={scope ? undefined : "yes"} />
      {scope}
    </span>
  );
}
