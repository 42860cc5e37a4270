package dev.atelier.server.bench;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Robots that do next to nothing, so that what is measured is the house. */
final class BenchRobots {
    private BenchRobots() {}

    static List<Robot<?>> all() {
        return List.of(new NoopRobot(), new EmitRobot(), new WaitRobot(), new TickRobot());
    }

    record None() {}

    record Count(@Param(doc = "How many files.", required = true) int files) {}

    record Pause(@Param(doc = "How long, in milliseconds.", required = true) long millis) {}

    /** Takes anything, gives nothing. */
    private static final class NoopRobot implements Robot<None> {
        @Override
        public RobotDescriptor<None> about() {
            return RobotDescriptor.of("/bench/noop", None.class)
                    .mayRunWithoutInput()
                    .weighs(Load.NETWORK);
        }

        @Override
        public void run(None params, RobotInput input, RobotContext job) {}
    }

    /** Brings out small text files. */
    private static final class EmitRobot implements Robot<Count> {
        @Override
        public RobotDescriptor<Count> about() {
            return RobotDescriptor.of("/bench/emit", Count.class)
                    .mayRunWithoutInput()
                    .weighs(Load.NETWORK);
        }

        @Override
        public void run(Count params, RobotInput input, RobotContext job) throws IOException {
            for (int i = 0; i < params.files(); i++) {
                Path file = Files.createTempFile(job.scratch(), "emit", ".txt");
                Files.writeString(file, "file " + i, StandardCharsets.UTF_8);
                job.emit(new Emission.NewFile(file, i + ".txt", null, AssemblyFile.emptyJson()));
            }
        }
    }

    /** Stands for a call to a slow provider. */
    private static final class WaitRobot implements Robot<Pause> {
        @Override
        public RobotDescriptor<Pause> about() {
            return RobotDescriptor.of("/bench/wait", Pause.class)
                    .mayRunWithoutInput()
                    .weighs(Load.NETWORK);
        }

        @Override
        public void run(Pause params, RobotInput input, RobotContext job)
                throws InterruptedException {
            boolean never =
                    new CountDownLatch(1)
                            .await(
                                    Duration.ofMillis(params.millis()).toMillis(),
                                    TimeUnit.MILLISECONDS);
            if (never) {
                throw new IllegalStateException("nobody counts down");
            }
        }
    }

    record Ticks(
            @Param(doc = "How many files.", required = true) int files,
            @Param(doc = "Time between two, in milliseconds.", required = true) long millis) {}

    /** Brings out a small text file now and then. */
    private static final class TickRobot implements Robot<Ticks> {
        @Override
        public RobotDescriptor<Ticks> about() {
            return RobotDescriptor.of("/bench/tick", Ticks.class)
                    .mayRunWithoutInput()
                    .weighs(Load.NETWORK);
        }

        @Override
        public void run(Ticks params, RobotInput input, RobotContext job)
                throws IOException, InterruptedException {
            var never = new CountDownLatch(1);
            for (int i = 0; i < params.files(); i++) {
                if (never.await(params.millis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("nobody counts down");
                }
                Path file = Files.createTempFile(job.scratch(), "tick", ".txt");
                Files.writeString(file, "file " + i, StandardCharsets.UTF_8);
                job.emit(new Emission.NewFile(file, i + ".txt", null, AssemblyFile.emptyJson()));
            }
        }
    }
}
