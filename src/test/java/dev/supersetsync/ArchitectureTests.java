package dev.supersetsync;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;

/** What may know what: decisions stay free of frameworks, and each outside world is met in one package. */
@AnalyzeClasses(packages = "dev.supersetsync", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String OURS = "dev.supersetsync..";
    private static final String[] PURE = packages("model", "state", "plan", "impact", "apply");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("dev.supersetsync.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that can be understood alone can be changed alone");

    @ArchTest
    static final ArchRule decisionsKnowNoFramework = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "tools.jackson..", "com.fasterxml.jackson..", "reactor..", "java.sql..")
            .because("what a sync does must be plain to read and quick to test")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule stateKnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage("dev.supersetsync.state..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.supersetsync.state..", "java..", "org.jspecify..")
            .because("everybody speaks of datasets in its words")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule modelKnowsNothingOfOurs = knowsOnly("model");

    @ArchTest
    static final ArchRule sourcesMakeDocumentsAndNoMore = knowsOnly("source", "model", "settings", "outbound");

    @ArchTest
    static final ArchRule theWayOutKnowsNothingOfWhatIsAskedFor = knowsOnly("outbound", "settings");

    @ArchTest
    static final ArchRule webhooksTellOfWhatIsRecorded = knowsOnly("webhook", "run", "state", "outbound", "settings");

    @ArchTest
    static final ArchRule impactKnowsStateOnly = knowsOnly("impact", "state");

    @ArchTest
    static final ArchRule plansAreMadeOfStateAndImpact = knowsOnly("plan", "state", "impact");

    @ArchTest
    static final ArchRule plansAreAppliedThroughThePortsOfState = knowsOnly("apply", "plan", "state");

    @ArchTest
    static final ArchRule theAdapterKnowsThePortsOfState = knowsOnly("superset", "state", "settings");

    private static ArchRule knowsOnly(String one, String... others) {
        String[] known = packages(others);
        return noClasses()
                .that()
                .resideInAPackage(packages(one)[0])
                .should()
                .dependOnClassesThat(resideInAPackage(OURS)
                        .and(not(resideInAnyPackage(packages(one))))
                        .and(not(resideInAnyPackage(known))))
                .because("the flow goes one way")
                .allowEmptyShould(true);
    }

    @ArchTest
    static final ArchRule supersetIsMetInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.supersetsync.superset..")
            .and()
            .resideOutsideOfPackage("dev.supersetsync")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.supersetsync.superset..")
            .because("what differs between versions of Superset must not spread; the application puts it together");

    @ArchTest
    static final ArchRule reactorStaysWhereSupersetIsCalled = noClasses()
            .that()
            .resideOutsideOfPackage("dev.supersetsync.superset..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("reactor..", "org.springframework.web.reactive..")
            .because("everything else blocks on virtual threads");

    @ArchTest
    static final ArchRule callsGoOutThroughOutbound = noClasses()
            .that()
            .resideOutsideOfPackages(packages("outbound", "superset", "cli"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.apache.hc..")
            .because("which hosts may be called is checked there");

    @ArchTest
    static final ArchRule theDatabaseIsMetInTwoPlaces = noClasses()
            .that()
            .resideOutsideOfPackages("dev.supersetsync.run..", "dev.supersetsync.job..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
            .because("history and queue are all that we store");

    /** Calls of Superset are interrupted so that their end is not waited for; they do not go to the database. */
    @ArchTest
    static final ArchRule nobodyIsInterruptedAtTheDatabase = noClasses()
            .that()
            .resideOutsideOfPackage("dev.supersetsync.superset..")
            .should()
            .callMethodWhere(target(nameMatching("shutdownNow")))
            .because("an interrupt in the midst of a query closes the file of the embedded database for everybody");

    @ArchTest
    static final ArchRule thinPackagesAreNotLeanedOn = noClasses()
            .that()
            .resideOutsideOfPackages(packages("api", "web", "cli"))
            .and()
            .resideOutsideOfPackage("dev.supersetsync")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages("api", "web", "cli"))
            .because("HTTP, pages and command line are ways in, not places for decisions");

    /** Of tests too, but for what JMH makes of benchmarks: where a package is not marked, nobody looks for nulls. */
    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses withoutTests) {
        JavaClasses all = new ClassFileImporter().importPackages("dev.supersetsync");
        classes()
                .that()
                .resideOutsideOfPackage("..jmh_generated..")
                .should(resideInANullMarkedPackage())
                .because("NullAway looks at nothing else")
                .check(all);
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package with @NullMarked") {
            @Override
            public void check(JavaClass one, ConditionEvents events) {
                boolean marked = one.getPackage().isAnnotatedWith(NullMarked.class);
                String message = one.getName() + " resides in " + one.getPackageName() + ", which has no @NullMarked";
                events.add(new SimpleConditionEvent(one, marked, message));
            }
        };
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names)
                .map(name -> "dev.supersetsync." + name + "..")
                .toArray(String[]::new);
    }
}
