package dev.atelier.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The rules of the house that concern the server. */
@AnalyzeClasses(
        packages = "dev.atelier.server",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.atelier.server";
    private static final String[] ADAPTERS = {
        ROOT + ".store..", ROOT + ".queue..", ROOT + ".notify.."
    };

    private static final List<String> FEATURES =
            List.of(
                    "assemblies",
                    "uploads",
                    "events",
                    "templates",
                    "figures",
                    "keys",
                    "models",
                    "notifications",
                    "files",
                    "console",
                    "openapi");

    @ArchTest
    static final ArchRule R1_roomsHaveNoCycles =
            slices().matching("dev.atelier.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule R1_wireKnowsOnlyTheCore =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".wire..")
                    .should()
                    .dependOnClassesThat(
                            JavaClass.Predicates.resideInAPackage("dev.atelier..")
                                    .and(
                                            JavaClass.Predicates.resideOutsideOfPackages(
                                                    "dev.atelier.core..", ROOT + ".wire..")));

    @ArchTest
    static final ArchRule R1_httpKnowsOnlyConfigWireAndCore =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".http..")
                    .should()
                    .dependOnClassesThat(
                            JavaClass.Predicates.resideInAPackage("dev.atelier..")
                                    .and(
                                            JavaClass.Predicates.resideOutsideOfPackages(
                                                    "dev.atelier.core..",
                                                    ROOT + ".config..",
                                                    ROOT + ".wire..",
                                                    ROOT + ".http..")));

    @ArchTest
    static final ArchRule R1_configKnowsOnlyHowToDescribeASetting =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".config..")
                    .should()
                    .dependOnClassesThat(
                            JavaClass.Predicates.resideInAPackage("dev.atelier..")
                                    .and(
                                            JavaClass.Predicates.resideOutsideOfPackages(
                                                    "dev.atelier.core.robot", ROOT + ".config..")));

    @ArchTest
    static final ArchRule R3_noVertxWhereNothingSpeaksHttp =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            ROOT + ".store..",
                            ROOT + ".queue..",
                            ROOT + ".notify..",
                            ROOT + ".config..",
                            ROOT + ".wire..",
                            ROOT + ".cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.vertx..");

    @ArchTest static final ArchRule R4_assembliesAreAlone = alone("assemblies");

    @ArchTest static final ArchRule R4_uploadsAreAlone = alone("uploads");

    @ArchTest static final ArchRule R4_eventsAreAlone = alone("events");

    @ArchTest static final ArchRule R4_templatesAreAlone = alone("templates");

    @ArchTest static final ArchRule R4_figuresAreAlone = alone("figures");

    @ArchTest static final ArchRule R4_keysAreAlone = alone("keys");

    @ArchTest static final ArchRule R4_notificationsAreAlone = alone("notifications");

    @ArchTest static final ArchRule R4_filesAreAlone = alone("files");

    @ArchTest static final ArchRule R4_consoleIsAlone = alone("console");

    @ArchTest static final ArchRule R4_openapiIsAlone = alone("openapi");

    @ArchTest
    static final ArchRule R5_adaptersAreKnownToTheCompositionRootOnly =
            classes()
                    .that()
                    .resideInAnyPackage(ADAPTERS)
                    .should()
                    .onlyHaveDependentClassesThat()
                    .resideInAnyPackage(ROOT, ADAPTERS[0], ADAPTERS[1], ADAPTERS[2]);

    @ArchTest
    static final ArchRule R6_timeChanceAndEnvironmentAreHandedIn =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("SystemIds")
                    .and()
                    .doNotHaveSimpleName("ConfigLoader")
                    .should()
                    .callMethod(Instant.class, "now")
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
                    .callConstructor(Random.class);

    private static ArchRule alone(String feature) {
        String[] others =
                FEATURES.stream()
                        .filter(name -> !name.equals(feature))
                        .map(name -> ROOT + "." + name + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + feature + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }
}
