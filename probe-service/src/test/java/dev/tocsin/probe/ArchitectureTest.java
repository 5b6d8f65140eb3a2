package dev.tocsin.probe;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.network.CheckKind;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String[] ROOTS = {
        "dev.tocsin.probe.catalog",
        "dev.tocsin.probe.check",
        "dev.tocsin.probe.control",
        "dev.tocsin.probe.report",
        "dev.tocsin.probe.schedule"
    };

    private static final String[] PURE = {
        "java.lang..",
        "java.time..",
        "java.util",
        "java.util.function",
        "java.util.regex",
        "java.util.stream",
        "java.net",
        "java.nio.charset",
        "java.security",
        "dev.tocsin.contract",
        "dev.tocsin.contract.catalog",
        "dev.tocsin.contract.health",
        "dev.tocsin.contract.vantage",
        "org.jspecify.annotations"
    };

    private static final String CHECKS = "dev.tocsin.probe.check.";

    private final JavaClasses probe = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tocsin.probe");

    @Test
    void featureRootsArePure() {
        classes()
                .that()
                .resideInAnyPackage(ROOTS)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(PURE).or(resideInAnyPackage(ROOTS)))
                .check(probe);
    }

    @Test
    void everyQuestionHasItsKindOfCheck() {
        var asked = probe.stream()
                .filter(type -> !type.isInterface() && type.isAssignableTo(CheckKind.class))
                .map(JavaClass::getPackageName)
                .toList();

        assertThat(asked)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Question.class.getPermittedSubclasses())
                        .filter(question -> question != Question.Heartbeat.class) // jobs call, no probe asks
                        .map(question -> CHECKS + question.getSimpleName().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void featuresUseEachOtherInOneDirection() {
        slices().matching("dev.tocsin.probe.(*)..").should().beFreeOfCycles().check(probe);
    }
}
