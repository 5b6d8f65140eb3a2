package dev.tocsin.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "dev.tocsin.benchmarks.";

    private static final JavaClasses BENCHMARKS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tocsin.benchmarks");

    @Test
    void featureRootsArePure() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "replay", ROOT + "simulation", ROOT + "accuracy", ROOT + "history")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..",
                        "java.net..",
                        "java.sql..",
                        "picocli..",
                        "org.apache.kafka.clients.consumer..",
                        "dev.tocsin.support.kafka..",
                        "dev.tocsin.standalone..",
                        ROOT + "*.*..")
                .check(BENCHMARKS);
    }

    /// What is true is not asked from the code that is judged by it.
    @Test
    void theTruthKnowsNoRuleOfTheProduct() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "simulation", ROOT + "accuracy")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tocsin.engine.detection..",
                        "dev.tocsin.engine.correlation..",
                        "dev.tocsin.engine.lifecycle..")
                .check(BENCHMARKS);
    }

    @Test
    void featuresUseOneAnotherInOneDirection() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + "(*)..")
                .should()
                .beFreeOfCycles()
                .check(BENCHMARKS);
    }
}
