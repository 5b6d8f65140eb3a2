package dev.tocsin.notifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final String ROOT = "dev.tocsin.notifier.";
    private static final String[] FEATURES = {
        ROOT + "subscription",
        ROOT + "message",
        ROOT + "silence",
        ROOT + "ledger",
        ROOT + "delivery",
        ROOT + "maintenance",
        ROOT + "channel",
        ROOT + "retention",
        ROOT + "access",
        ROOT + "operator",
        ROOT + "audit"
    };

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tocsin.notifier");

    @Test
    void featureRootsArePure() {
        noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.vertx..",
                        "io.micrometer..",
                        "jakarta..",
                        "org.apache.kafka..",
                        "org.eclipse.microprofile..",
                        "org.hibernate..",
                        "org.slf4j..",
                        "java.sql..",
                        "dev.tocsin.support..",
                        ROOT + "*.*..",
                        ROOT + "background..",
                        ROOT + "database..",
                        ROOT + "http..",
                        ROOT + "intake..")
                .check(SERVICE);
    }

    @Test
    void featuresUseOneAnotherInOneDirection() {
        SlicesRuleDefinition.slices()
                .matching(
                        ROOT
                                + "(subscription|message|silence|ledger|delivery|maintenance|channel|retention|access|operator|audit)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }
}
