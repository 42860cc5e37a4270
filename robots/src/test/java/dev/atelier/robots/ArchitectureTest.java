package dev.atelier.robots;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import dev.atelier.core.robot.Robot;

import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** The rules of the house as far as they concern this module. */
@AnalyzeClasses(
        packages = "dev.atelier.robots",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] FAMILIES = {
        "dev.atelier.robots.upload..",
        "dev.atelier.robots.http..",
        "dev.atelier.robots.image..",
        "dev.atelier.robots.file..",
        "dev.atelier.robots.preview..",
        "dev.atelier.robots.script..",
        "dev.atelier.robots.store.."
    };

    @ArchTest
    static final ArchRule r1RoomsFormNoCircle =
            slices().matching("dev.atelier.robots.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule r1FamiliesDoNotKnowOneAnother =
            slices().matching("dev.atelier.robots.(upload|http|image|file|preview|script|store)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule r1CodecKnowsOnlyErrors =
            noClasses()
                    .that()
                    .resideInAPackage("dev.atelier.robots.codec..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("dev.atelier..")
                                    .and(
                                            are(
                                                    DescribedPredicate.not(
                                                            resideInAnyPackage(
                                                                    "dev.atelier.robots.codec..",
                                                                    "dev.atelier.core.error..")))));

    @ArchTest
    static final ArchRule r1OnlyCodecDecodesAndEncodes =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.atelier.robots.codec..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "javax.imageio..", "net.coobird..", "org.apache.commons.imaging..");

    @ArchTest
    static final ArchRule r1NothingPointsBackAtAFamily =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.atelier.robots.codec..",
                            "dev.atelier.robots.meta..",
                            "dev.atelier.robots.outbound..",
                            "dev.atelier.robots.generate..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(FAMILIES);

    @ArchTest
    static final ArchRule r1RobotsKnowNoServerAndNoDatabase =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.atelier.server..", "io.vertx..", "java.sql..");

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
    static final ArchRule r7RobotsLookAlike =
            classes()
                    .that()
                    .implement(Robot.class)
                    .should()
                    .haveModifier(JavaModifier.FINAL)
                    .andShould()
                    .haveSimpleNameEndingWith("Robot")
                    .andShould(nestARecordNamedParams())
                    .andShould(beInBuiltinRobots());

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

    private static ArchCondition<JavaClass> nestARecordNamedParams() {
        return new ArchCondition<>("nest a record named Params") {
            @Override
            public void check(JavaClass robot, ConditionEvents events) {
                Class<?>[] nested = robot.reflect().getDeclaredClasses();
                boolean there =
                        java.util.Arrays.stream(nested)
                                .anyMatch(
                                        it -> it.isRecord() && it.getSimpleName().equals("Params"));
                events.add(
                        new SimpleConditionEvent(
                                robot, there, robot.getName() + " nests Params: " + there));
            }
        };
    }

    private static ArchCondition<JavaClass> beInBuiltinRobots() {
        return new ArchCondition<>("be made in BuiltinRobots") {
            @Override
            public void check(JavaClass robot, ConditionEvents events) {
                boolean there =
                        robot.getConstructorCallsToSelf().stream()
                                .anyMatch(call ->
                                        call.getOriginOwner().isEquivalentTo(BuiltinRobots.class));
                events.add(
                        new SimpleConditionEvent(
                                robot, there, robot.getName() + " is in BuiltinRobots: " + there));
            }
        };
    }
}
