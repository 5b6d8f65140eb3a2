package dev.tocsin.sources;

import static java.util.stream.Collectors.joining;

import dev.tocsin.stack.access.Door;
import dev.tocsin.support.access.Role;
import java.util.List;
import java.util.Map;

/// `docs/permissions.md`: each door with those to whom it opens.
final class PermissionsPage {

    /// People sign in there alone.
    private static final String WITH_ACCOUNTS = "incident-service";

    private static final String HEAD = """
            # Permissions

            Each door of the services, with what it needs: programs have the scopes of their token, people the role of their account. \
            The
            operator token opens all. In a browser a session only reads the API of incident-service: where the column of a role says
            "token", its account is refused, and a token with the scope is needed. notifier-service takes tokens alone.

            A door that needs nothing asks for no account and no scope. What is about one subscription, one heartbeat or one job asks
            for a token, a code or a link of its own.

            This page is generated from the sources: `mvn -pl system-tests -am test -Dtest=PermissionsPageTest \
            -Dgolden=write -Dsurefire.failIfNoSpecifiedTests=false`.
            Each service has a test that tries each door as everyone in this table, with each scope, and as nobody.
            """;

    private PermissionsPage() {}

    /// @param doors by service
    static String of(Map<String, List<Door>> doors) {
        return HEAD
                + doors.entrySet().stream()
                        .map(service -> section(service.getKey(), service.getValue()))
                        .collect(joining());
    }

    private static String section(String service, List<Door> doors) {
        var roles = service.equals(WITH_ACCOUNTS) ? List.of(Role.values()) : List.<Role>of();
        var heads = roles.stream().map(role -> " %s |".formatted(role.word())).collect(joining());
        return "\n## %s\n\n| door | needs | nobody |%s\n| --- | --- | --- |%s\n"
                        .formatted(service, heads, " --- |".repeat(roles.size()))
                + doors.stream().map(door -> row(door, roles)).collect(joining());
    }

    private static String row(Door door, List<Role> roles) {
        var byRole =
                roles.stream().map(role -> " %s |".formatted(cell(door, role))).collect(joining());
        return "| `%s %s` | %s | %s |%s\n"
                .formatted(door.method(), door.path(), needs(door), door.isForAnyone() ? "opens" : "–", byRole);
    }

    private static String needs(Door door) {
        return door.isForAnyone() || door.needs().equals(Door.SIGNED_IN) ? door.needs() : "`" + door.needs() + "`";
    }

    private static String cell(Door door, Role role) {
        if (!door.opensTo(role.permissions())) {
            return "–";
        }
        return door.takesSessions() ? "opens" : "token";
    }
}
