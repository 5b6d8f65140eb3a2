package dev.tocsin.sources;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The build fails on a dependency that no class uses. It cannot see that for Quarkus extensions whose API comes in an
/// artifact of its own, so the build leaves those out, and this test looks for that API in the module that declares
/// them.
class DeclaredDependenciesTest {

    private static final Map<String, Pattern> API = Map.ofEntries(
            entry("quarkus-arc", imported("jakarta.inject", "jakarta.enterprise")),
            entry("quarkus-flyway", Pattern.compile("quarkus\\.flyway\\.migrate-at-start=true")),
            entry("quarkus-hibernate-orm", imported("jakarta.persistence", "org.hibernate")),
            entry("quarkus-hibernate-validator", imported("jakarta.validation")),
            entry("quarkus-kafka-streams", imported("org.apache.kafka.streams")),
            entry("quarkus-messaging-kafka", imported("org.eclipse.microprofile.reactive.messaging")),
            entry("quarkus-micrometer", imported("io.micrometer")),
            entry("quarkus-micrometer-registry-prometheus", imported("io.micrometer")),
            entry("quarkus-rest-client-jackson", imported("org.eclipse.microprofile.rest.client")),
            entry("quarkus-rest-jackson", imported("jakarta.ws.rs")),
            entry("quarkus-rest-qute", imported("io.quarkus.qute")),
            entry("quarkus-scheduler", imported("io.quarkus.scheduler")),
            entry("quarkus-security", imported("io.quarkus.security", "jakarta.annotation.security")),
            entry("quarkus-security-jpa", imported("io.quarkus.security.jpa")),
            entry("quarkus-smallrye-fault-tolerance", imported("io.smallrye.faulttolerance")),
            entry("quarkus-smallrye-health", imported("org.eclipse.microprofile.health")),
            entry("quarkus-vertx", imported("io.vertx", "io.smallrye.mutiny", "io.quarkus.vertx")));

    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>([\\w.-]+)</groupId>\\s*<artifactId>([\\w.-]+)</artifactId>");

    private static final Pattern LEFT_OUT = Pattern.compile("<ignored>([\\w.-]+):([\\w.*-]+)(?::pom)?</ignored>");

    private static Pattern imported(String... packages) {
        return Pattern.compile(
                "import (static )?(%s)\\.".formatted(String.join("|", packages).replace(".", "\\.")));
    }

    record Declared(String module, String group, String artifact) {

        @Override
        public String toString() {
            return "%s in %s".formatted(artifact, module);
        }
    }

    @ParameterizedTest
    @MethodSource("extensionsWithAnApiElsewhere")
    void anExtensionIsUsedByTheModuleThatDeclaresIt(Declared extension) {
        var folder = Sources.HOME.resolve(extension.module()).resolve("src/main");
        var api = requireNonNull(API.get(extension.artifact()));

        var used = Stream.concat(Sources.files(folder, ".java"), Sources.files(folder, ".properties"))
                .anyMatch(file -> api.matcher(Sources.read(file)).find());

        assertThat(used)
                .as("%s, of which the sources should have %s", extension, api)
                .isTrue();
    }

    static List<Declared> extensionsWithAnApiElsewhere() {
        return declared().filter(it -> API.containsKey(it.artifact())).toList();
    }

    @Test
    void whatTheBuildLeavesOutIsDeclaredSomewhere() {
        var build = Sources.build(Sources.HOME);
        var list = build.substring(build.indexOf("<ignoredUnusedDeclaredDependencies>"));
        var leftOut = LEFT_OUT.matcher(list.substring(0, list.indexOf("</ignoredUnusedDeclaredDependencies>")))
                .results()
                .toList();

        assertThat(leftOut).isNotEmpty();
        assertThat(leftOut.stream()
                        .filter(pattern -> declared()
                                .noneMatch(it -> it.group().equals(pattern.group(1))
                                        && it.artifact()
                                                .matches(pattern.group(2).replace("*", ".*")))))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    private static Stream<Declared> declared() {
        return Sources.modules().stream()
                .flatMap(module -> DEPENDENCY
                        .matcher(Sources.build(module))
                        .results()
                        .map(found ->
                                new Declared(String.valueOf(module.getFileName()), found.group(1), found.group(2))));
    }
}
