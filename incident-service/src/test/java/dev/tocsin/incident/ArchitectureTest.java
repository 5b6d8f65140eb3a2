package dev.tocsin.incident;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.persistence.Entity;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    private static final String ROOT_OF_SERVICE = "dev.tocsin.incident.";

    /// All edge, and for every feature: how the service speaks Kafka, SQL, HTTP, REST and HTML.
    private static final Set<String> SHARED = Set.of("kafka", "postgres", "http", "rest", "html", "pagestream");

    /// What other features use of an edge, because it does more than read, or because what it gives belongs to the
    /// edge's technology.
    private static final List<String> USED_BY_OTHERS = List.of(
            "readers.http.Documents", "writer.outbox.Relay", "writer.store.IncidentStore", "writer.store.Trace");

    /// Values and what computes with them: no I/O, no framework, no clock. JSON counts as a value, a URI as a text;
    /// persistent collections are what the JDK lacks.
    private static final Pattern PURE = Pattern.compile(
            "java\\.(lang|util|time|math|security|nio\\.charset)\\..*|java\\.net\\.URI.*|org\\.jspecify\\..*"
                    + "|com\\.fasterxml\\.jackson\\.(annotation|databind)\\..*"
                    + "|org\\.pcollections\\..*|dev\\.tocsin\\.(contract|engine)\\..*|dev\\.tocsin\\.support\\.problem\\.(UnsafeCharacters|Problem(\\$.*)?)"
                    + "|dev\\.tocsin\\.support\\.operator\\.OperatorAlerts");

    @Test
    void featureRootsArePure() {
        classes()
                .that(are("in a feature's root", ArchitectureTest::isRoot))
                .should()
                .onlyDependOnClassesThat(are("pure", ArchitectureTest::isPure))
                .check(SERVICE);
    }

    @Test
    void featuresUseOneAnotherInOneDirection() {
        SlicesRuleDefinition.slices()
                .matching("dev.tocsin.incident.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }

    /// Others use its root, whose interfaces an edge may implement.
    @Test
    void anEdgeIsUsedByItsFeatureAlone() {
        var usedByOthers = SERVICE.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> isEdge(use.getTargetClass()))
                .filter(use -> !feature(use.getOriginClass()).equals(feature(use.getTargetClass())))
                .map(use -> outermost(use.getTargetClass()))
                .collect(toCollection(TreeSet::new));

        assertThat(usedByOthers).containsExactlyElementsOf(USED_BY_OTHERS);
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
        return of.isPrimitive() || PURE.matcher(of.getName()).matches() || isRoot(of);
    }

    /// The root of a feature is one word below the service.
    private static boolean isRoot(JavaClass type) {
        var words = words(type);
        return words.size() == 1 && !SHARED.contains(words.getFirst());
    }

    private static boolean isEdge(JavaClass type) {
        var words = words(type);
        return words.size() > 1 && !SHARED.contains(words.getFirst());
    }

    private static String feature(JavaClass type) {
        return words(type).isEmpty() ? "" : words(type).getFirst();
    }

    /// Of its package below the service.
    private static List<String> words(JavaClass type) {
        var name = type.getPackageName();
        return name.startsWith(ROOT_OF_SERVICE)
                ? List.of(name.substring(ROOT_OF_SERVICE.length()).split("\\."))
                : List.of();
    }

    private static String outermost(JavaClass type) {
        return type.getName().substring(ROOT_OF_SERVICE.length()).split("\\$", 2)[0];
    }

    private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> test) {
        return DescribedPredicate.describe(description, test);
    }
}
