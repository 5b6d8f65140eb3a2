-- Runs once, on an empty volume: a role and a schema of the same name for each service that has one. The passwords
-- come from the container's environment, so that no file holds them.
CREATE TEMPORARY TABLE given (role text, password text);

COPY given FROM PROGRAM 'printf "incident\t%s\nnotifier\t%s\n" "$INCIDENT_DB_PASSWORD" "$NOTIFIER_DB_PASSWORD"';

REVOKE ALL ON DATABASE tocsin FROM PUBLIC;

DO $$
DECLARE
  service record;
BEGIN
  FOR service IN SELECT * FROM given LOOP
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', service.role, service.password);
    EXECUTE format('ALTER ROLE %1$I SET search_path = %1$I', service.role);
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE tocsin TO %I', service.role);
    EXECUTE format('CREATE SCHEMA %1$I AUTHORIZATION %1$I', service.role);
  END LOOP;
END $$;

DROP TABLE given;
