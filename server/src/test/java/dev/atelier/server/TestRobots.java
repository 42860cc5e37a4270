package dev.atelier.server;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.file.FileServeRobot;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.engine.EmbeddedEngine;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Robots that need no pictures: one hands on, one writes, one fails, one waits for the test. */
final class TestRobots {
    final CountDownLatch gate = new CountDownLatch(1);
    final CountDownLatch waiting = new CountDownLatch(1);

    record None() {}

    record Text(
            @Param(doc = "What the file says.") @Nullable String text,
            @Param(doc = "Its name.") @Nullable String name) {}

    /** Nobody outside makes pictures. */
    static ProviderRouting routing() {
        return ProviderRouting.embeddedOnly(ModelCatalogue.bundled(), new EmbeddedEngine());
    }

    List<Robot<?>> all() {
        return List.of(
                new Upload(),
                new FileServeRobot(),
                new Write(),
                new Buy(),
                new Refuse(),
                new Wait());
    }

    private static final class Upload implements Robot<None> {
        @Override
        public RobotDescriptor<None> about() {
            return RobotDescriptor.of("/upload/handle", None.class);
        }

        @Override
        public void run(None params, RobotInput input, RobotContext job) throws IOException {
            for (var file : input.files()) {
                job.emit(Emission.passOn(file));
            }
        }
    }

    private static final class Buy implements Robot<None> {
        @Override
        public RobotDescriptor<None> about() {
            return RobotDescriptor.of("/test/buy", None.class)
                    .mayRunWithoutInput()
                    .spends(raw -> true);
        }

        @Override
        public void run(None params, RobotInput input, RobotContext job) {}
    }

    private static final class Write implements Robot<Text> {
        @Override
        public RobotDescriptor<Text> about() {
            return RobotDescriptor.of("/test/write", Text.class).mayRunWithoutInput();
        }

        @Override
        public void run(Text params, RobotInput input, RobotContext job) throws IOException {
            Path out = Files.createTempFile(job.scratch(), "out", "");
            Files.writeString(out, params.text() == null ? "hello" : params.text());
            String name = params.name() == null ? "out.txt" : params.name();
            var origin = input.files().isEmpty() ? null : input.files().getFirst();
            job.emit(
                    origin == null
                            ? new Emission.NewFile(
                                    out,
                                    name,
                                    null,
                                    dev.atelier.core.assembly.AssemblyFile.emptyJson())
                            : Emission.of(out, name, origin));
        }
    }

    private static final class Refuse implements Robot<None> {
        @Override
        public RobotDescriptor<None> about() {
            return RobotDescriptor.of("/test/refuse", None.class).mayRunWithoutInput();
        }

        @Override
        public void run(None params, RobotInput input, RobotContext job) {
            throw new AssemblyException(ErrorCode.USER_COMMAND_ERROR, "This robot never works.");
        }
    }

    private final class Wait implements Robot<None> {
        @Override
        public RobotDescriptor<None> about() {
            return RobotDescriptor.of("/test/wait", None.class).mayRunWithoutInput();
        }

        @Override
        public void run(None params, RobotInput input, RobotContext job) throws Exception {
            waiting.countDown();
            gate.await();
        }
    }
}
