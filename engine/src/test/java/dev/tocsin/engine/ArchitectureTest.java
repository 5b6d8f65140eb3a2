package dev.tocsin.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/// The engine is a library: whoever embeds it brings time, storage and transport.
class ArchitectureTest {

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tocsin.engine");

    /// Values and what computes with them. JSON counts as a value, a URI as a text; the calendar's rules of RFC 5545
    /// are arithmetic; persistent collections are what the JDK lacks.
    @Test
    void itComputes() {
        classes()
                .that()
                .resideOutsideOfPackage("dev.tocsin.engine.catalog.file..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "dev.tocsin.engine..",
                                "dev.tocsin.contract..",
                                "java.lang..",
                                "java.util..",
                                "java.time..",
                                "java.math..",
                                "java.security..",
                                "java.nio.charset..",
                                "com.fasterxml.jackson..",
                                "org.dmfs.rfc5545..",
                                "org.pcollections..",
                                "org.jspecify..")
                        .or(resideInAPackage("")))
                .check(ENGINE);
    }

    /// Only the catalog's file is read, and by nobody but its reader.
    @Test
    void nothingThatDecidesReadsFiles() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tocsin.engine.catalog.file..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tocsin.engine.catalog.file..")
                .check(ENGINE);
    }

    @Test
    void itAsksNoClock() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(ENGINE);
    }

    @Test
    void featuresUseOneAnotherInOneDirection() {
        slices().matching("dev.tocsin.engine.(*)..").should().beFreeOfCycles().check(ENGINE);
    }

    /// The class path of these tests is that of the library.
    @Test
    void thereIsNoQuarkus() {
        assertThatThrownBy(() -> Class.forName("io.quarkus.runtime.Quarkus"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> Class.forName("jakarta.enterprise.context.ApplicationScoped"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
