package dev.tocsin.incident;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
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

    /// Holds features of its own: the read model, and all that the public and machines read.
    private static final String TRUST = "dev.tocsin.incident.trust.";

    /// All edge, and for every feature: how the service speaks Kafka, SQL, HTTP, REST and HTML.
    private static final Set<String> SHARED =
            Set.of("kafka", "postgres", "http", "rest", "html", "pagestream", "viewer");

    /// Show operators what the trust page's read model knows.
    private static final String[] FOR_OPERATORS = {
        "dev.tocsin.incident.dashboard..",
        "dev.tocsin.incident.evidence..",
        "dev.tocsin.incident.operations..",
        "dev.tocsin.incident.replay..",
        "dev.tocsin.incident.trace..",
        "dev.tocsin.incident.vantagepoint.."
    };

    /// What the trust page uses of the other features: the catalog that was read from its topic, the clocks that it
    /// shows to detection, readers of the database, and what a customer may see.
    private static final List<String> USED_BY_TRUST_PAGE = List.of(
            "access.CurrentCustomer",
            "access.CustomerScope",
            "audit.AuditLog",
            "catalog.CurrentCatalog",
            "detection.SeenClocks",
            "form.EnteredCells",
            "form.FormErrors",
            "form.FormTimes",
            "heartbeat.JobUrl",
            "heartbeat.JobUrls",
            "problem.Fields",
            "recurrence.RecurrenceFinder",
            "writer.IncidentEvents",
            "writer.PastIncidents");

    /// What other features use of an edge, because it does more than read, or because what it gives belongs to the
    /// edge's technology.
    private static final List<String> USED_BY_OTHERS = List.of(
            "trust.readers.http.Documents", "writer.outbox.Relay", "writer.store.IncidentStore", "writer.store.Trace");

    /// Values and what computes with them: no I/O, no framework, no clock. JSON counts as a value, a URI as a text;
    /// persistent collections and sketches are what the JDK lacks.
    private static final Pattern PURE = Pattern.compile(
            "java\\.(lang|util|time|math|security|nio\\.charset)\\..*|java\\.net\\.URI.*|org\\.jspecify\\..*"
                    + "|com\\.fasterxml\\.jackson\\.(annotation|databind)\\..*"
                    + "|org\\.pcollections\\..*|com\\.datadoghq\\.sketch\\..*|dev\\.tocsin\\.(contract|engine)\\..*|dev\\.tocsin\\.support\\.problem\\.(UnsafeCharacters|Problem(\\$.*)?)"
                    + "|dev\\.tocsin\\.support\\.operator\\.OperatorAlerts|dev\\.tocsin\\.support\\.access\\.(AccessTokens|Role)");

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

    @Test
    void featuresOfTheTrustPageUseOneAnotherInOneDirection() {
        SlicesRuleDefinition.slices()
                .matching(TRUST + "(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }

    @Test
    void whatDecidesKnowsNothingOfTheTrustPage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TRUST + ".")
                .and()
                .resideOutsideOfPackages(FOR_OPERATORS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(TRUST + ".")
                .check(SERVICE);
    }

    @Test
    void theTrustPageReachesTheRestOverTopicsAndReaders() {
        var used = SERVICE.stream()
                .filter(type -> type.getName().startsWith(TRUST))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .filter(type -> type.getName().startsWith(ROOT_OF_SERVICE)
                        && !type.getName().startsWith(TRUST))
                .filter(type -> !SHARED.contains(feature(type)))
                .map(ArchitectureTest::outermost)
                .collect(toCollection(TreeSet::new));

        assertThat(used).containsExactlyElementsOf(USED_BY_TRUST_PAGE);
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

    /// Of its package below the service, or below the trust page.
    private static List<String> words(JavaClass type) {
        var name = type.getPackageName();
        var above = name.startsWith(TRUST) ? TRUST : ROOT_OF_SERVICE;
        return name.startsWith(above) ? List.of(name.substring(above.length()).split("\\.")) : List.of();
    }

    private static String outermost(JavaClass type) {
        return type.getName().substring(ROOT_OF_SERVICE.length()).split("\\$", 2)[0];
    }

    private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> test) {
        return DescribedPredicate.describe(description, test);
    }
}
