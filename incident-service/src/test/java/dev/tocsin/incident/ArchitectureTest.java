package dev.tocsin.incident;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tocsin.incident");

    /// The root of a feature: one word below the service, but for the packages that are all edge.
    private static final Pattern ROOT = Pattern.compile("dev\\.tocsin\\.incident\\.(?!kafka$|postgres$|http$)[a-z]+");

    /// Values and what computes with them: no I/O, no framework, no clock. JSON counts as a value, a URI as a text; the
    /// calendar's rules of RFC 5545 are arithmetic; persistent collections are what the JDK lacks.
    private static final Pattern PURE = Pattern.compile(
            "java\\.(lang|util|time|math|security|nio\\.charset)\\..*|java\\.net\\.URI.*|org\\.jspecify\\..*"
                    + "|com\\.fasterxml\\.jackson\\.(annotation|databind)\\..*|org\\.dmfs\\.rfc5545\\..*"
                    + "|org\\.pcollections\\..*|dev\\.tocsin\\.contract\\..*|dev\\.tocsin\\.support\\.problem\\.(Controls|Problem(\\$.*)?)"
                    + "|dev\\.tocsin\\.support\\.text\\.Text"
                    + "|dev\\.tocsin\\.support\\.operator\\.OperatorAlerts");

    @Test
    void featureRootsArePure() {
        classes()
                .that(are(
                        "in a feature's root",
                        type -> ROOT.matcher(type.getPackageName()).matches()))
                .should()
                .onlyDependOnClassesThat(are("pure", ArchitectureTest::isPure))
                .check(SERVICE);
    }

    /// Tables are mapped beside their repository, and seen by nobody else.
    @Test
    void entitiesStayInTheirStore() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .resideInAPackage("..store")
                .andShould()
                .bePackagePrivate()
                .check(SERVICE);
    }

    @Test
    void nobodyTalksToTheDatabasePastHibernate() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Statement.class, PreparedStatement.class, ResultSet.class)
                .check(SERVICE);
    }

    private static boolean isPure(JavaClass type) {
        var of = type.getBaseComponentType();
        return of.isPrimitive()
                || PURE.matcher(of.getName()).matches()
                || ROOT.matcher(of.getPackageName()).matches();
    }

    private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> test) {
        return DescribedPredicate.describe(description, test);
    }
}
