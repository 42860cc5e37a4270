package dev.atelier.core.run;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/** A robot whose work a test writes down in one line. */
record TestRobot(RobotDescriptor<Params> about, Work work) implements Robot<TestRobot.Params> {

    record Params(
            @Param(doc = "Any text.") @Nullable String text,
            @Param(doc = "Any number.", max = 100) @Nullable Integer number) {}

    @FunctionalInterface
    interface Work {
        void run(Params params, RobotInput input, RobotContext job) throws Exception;
    }

    static TestRobot of(String name, Work work) {
        return of(name, about -> about, work);
    }

    static TestRobot of(String name, UnaryOperator<RobotDescriptor<Params>> more, Work work) {
        return new TestRobot(more.apply(RobotDescriptor.of(name, Params.class)), work);
    }

    /** Emits a new file for every input, with the text as its content. */
    static TestRobot copying(String name) {
        return of(
                name,
                (params, input, job) -> {
                    for (AssemblyFile file : input.files()) {
                        job.emit(made(job, file.name(), String.valueOf(params.text()), file));
                    }
                });
    }

    /** Hands its input on. */
    static TestRobot passing(String name) {
        return of(
                name,
                (params, input, job) -> {
                    for (AssemblyFile file : input.files()) {
                        job.emit(Emission.passOn(file));
                    }
                });
    }

    /** Emits as many files as {@code number} says, without needing any. */
    static TestRobot making(String name) {
        return of(
                name,
                RobotDescriptor::mayRunWithoutInput,
                (params, input, job) -> {
                    int count = params.number() == null ? 1 : params.number();
                    for (int i = 0; i < count; i++) {
                        job.emit(made(job, "made-" + i + ".png", "made " + i, null));
                    }
                });
    }

    /** Fails as {@code text} says, else with it as the message. */
    static TestRobot failing(String name) {
        return of(
                name,
                about ->
                        about.codes(
                                ErrorCode.IMAGE_RESIZE_VALIDATION, ErrorCode.IMAGE_RESIZE_ERROR),
                (params, input, job) -> fail(String.valueOf(params.text())));
    }

    private static void fail(String how) throws Exception {
        switch (how) {
            case "io" -> throw new IOException("the disk is full");
            case "gone" -> throw new NoSuchFileException("/srv/secret/path");
            case "bug" -> throw new IllegalStateException("a secret of the house");
            case "stack" -> throw new StackOverflowError();
            case "memory" -> throw new OutOfMemoryError("Java heap space");
            case "declined" ->
                    throw new AssemblyException(ErrorCode.FILE_FILTER_DECLINED_FILE, "no");
            case "meta" -> throw new AssemblyException(ErrorCode.FILE_META_DATA_ERROR, "no");
            case "interrupted" -> throw new InterruptedException();
            case "cancelled" -> throw new CancellationException();
            default -> throw new AssemblyException(ErrorCode.INVALID_INPUT_ERROR, how);
        }
    }

    static Emission made(
            RobotContext job, String name, String content, @Nullable AssemblyFile origin)
            throws IOException {
        Path bytes = Files.createTempFile(job.scratch(), "made", "");
        Files.writeString(bytes, content);
        return new Emission.NewFile(bytes, name, origin, AssemblyFile.emptyJson());
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        work.run(params, input, job);
    }
}
