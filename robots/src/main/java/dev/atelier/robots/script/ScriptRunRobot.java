package dev.atelier.robots.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.VariablePath;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Runs a piece of JavaScript and puts its value into the metadata of the file. */
public final class ScriptRunRobot implements Robot<ScriptRunRobot.Params> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 100_000;
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/script/run", Params.class)
                    .codes(ErrorCode.SCRIPT_RUN_VALIDATION, ErrorCode.SCRIPT_RUN_VALIDATION)
                    .literal("script")
                    .summary(
                            "Runs JavaScript without any access to the network, to files or to the"
                                + " server, and hands the file on with the value as `meta.result`,"
                                + " where later steps can refer to it. A script that fails gives"
                                + " `meta.isError` and a warning, and the Assembly goes on."
                                + " `meta.isFree` tells that the script was a plain look-up.");

    private final Scripts scripts;

    public ScriptRunRobot(Scripts scripts) {
        this.scripts = scripts;
    }

    record Params(
            @Param(
                            doc =
                                    "The JavaScript. It sees `file`, `fields`, `assembly` and the"
                                            + " other variables by name; the value of its last"
                                            + " expression is the result and must be JSON.",
                            required = true,
                            asWritten = true)
                    String script,
            @Param(doc = "JSON that the script sees as `context`.", name = "contextJSON")
                    @Nullable String contextJson) {
        Params {
            if (script.isBlank() || script.length() > LONGEST) {
                throw new ParamException("script", "must have 1-" + LONGEST + " characters");
            }
            if (contextJson != null) {
                context(contextJson);
            }
        }
    }

    private static JsonNode context(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ParamException("contextJSON", "must be JSON");
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        ObjectNode variables = job.variables().deepCopy();
        if (params.contextJson() != null) {
            variables.set("context", context(params.contextJson()));
        }
        ObjectNode meta = meta(params.script().strip(), variables, job);
        for (AssemblyFile file : input.files()) {
            job.emit(new Emission.PassOn(file, meta));
        }
    }

    private ObjectNode meta(String script, ObjectNode variables, RobotContext job) {
        JsonNode found = VariablePath.matches(script) ? VariablePath.find(script, variables) : null;
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.putNull("result");
        meta.put("isError", false);
        meta.put("isFree", found != null);
        try {
            JsonNode result = found == null ? scripts.run(script, variables) : found;
            meta.set("result", result.isMissingNode() ? NullNode.getInstance() : result);
        } catch (ScriptException e) {
            meta.put("isError", true);
            job.warn("The script gave no result: " + e.reason() + ".");
        }
        return meta;
    }
}
