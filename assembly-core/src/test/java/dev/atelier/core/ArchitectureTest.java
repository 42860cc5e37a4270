package dev.atelier.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The rules of the house as far as they concern this module. */
@AnalyzeClasses(packages = "dev.atelier.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "dev.atelier.core.";

    @ArchTest
    static final ArchRule r1RoomsPointOneWay =
            CompositeArchRule.of(mayUse("error"))
                    .and(mayUse("instructions", "error"))
                    .and(mayUse("graph", "instructions", "error"))
                    .and(mayUse("assembly", "instructions", "graph", "error"))
                    .and(mayUse("interpreter", "assembly", "instructions", "graph", "error"))
                    .and(mayUse("robot", "assembly", "instructions", "error"))
                    .and(mayUse("port", "assembly", "instructions", "error"))
                    .and(mayUse("memory", "port", "assembly", "instructions", "error"));

    @ArchTest
    static final ArchRule r1RoomsFormNoCircle =
            slices().matching("dev.atelier.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule r2CoreKnowsNoWebNoPicturesAndNoDatabase =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.vertx..",
                            "java.awt..",
                            "javax.imageio..",
                            "java.sql..",
                            "java.net.http..");

    @ArchTest
    static final ArchRule r6TimeAndChanceAreHandedIn =
            noClasses()
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "getenv")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class)
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Random.class, ThreadLocalRandom.class);

    @ArchTest
    static final ArchRule r8NothingSleepsOrChainsFutures =
            noClasses()
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(CompletableFuture.class);

    @ArchTest
    static final ArchRule r8NoMethodIsSynchronized =
            noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);

    private static ArchRule mayUse(String room, String... others) {
        String[] allowed =
                Stream.concat(
                                Stream.of(CORE + room + ".."),
                                Arrays.stream(others).map(other -> CORE + other + ".."))
                        .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(CORE + room + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(allowed)
                                .or(
                                        resideInAnyPackage(
                                                "java..",
                                                "com.fasterxml.jackson..",
                                                "org.slf4j..",
                                                "org.jspecify..")))
                .allowEmptyShould(true);
    }
}
