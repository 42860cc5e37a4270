package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.robot.ParamException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class FormatPlanTest {
    private static Model model(String name) {
        return ModelCatalogue.bundled().require(name);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "google/nano-banana,-,png,png,false",
                "google/nano-banana,jpg,png,jpg,true",
                "google/nano-banana,webp,png,webp,true",
                "flux-schnell,-,jpeg,jpeg,false",
                "flux-schnell,jpg,jpg,jpg,false",
                "flux-schnell,gif,jpeg,gif,true",
                "flux-1.1-pro-ultra,webp,jpeg,webp,true",
                "gpt-image-2,-,png,png,false",
                "stability-ai/stable-diffusion-inpainting,-,jpeg,jpeg,false",
                "recraft-v3,-,svg,svg,false",
                "recraft-v3,svg,svg,svg,false",
                "recraft-v3,png,png,png,false",
                "recraft-v3,jpeg,png,jpeg,true",
                "embedded,svg,svg,svg,false",
                "embedded,-,png,png,false"
            })
    void asksForWhatTheModelHasAndDeliversWhatTheClientWants(
            String name, String wanted, String asked, String delivered, boolean noticed) {
        FormatPlan plan =
                FormatPlan.of(model(name), wanted == null ? null : OutputFormat.named(wanted));

        assertEquals(asked, plan.asked().extension());
        assertEquals(delivered, plan.delivered().extension());
        assertEquals(noticed, plan.notice(model(name)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "google/nano-banana,SVG,cannot make svg",
        "flux-schnell,SVG,cannot make svg",
        "embedded/patch-fill,SVG,cannot make svg"
    })
    void neverTurnsPixelsIntoSvg(String name, OutputFormat wanted, String reason) {
        ParamException refused =
                assertThrows(ParamException.class, () -> FormatPlan.of(model(name), wanted));

        assertEquals("format", refused.param());
        assertTrue(String.valueOf(refused.getMessage()).contains(reason));
    }

    @Test
    void neverTurnsSvgIntoPixels() {
        List<OutputFormat> drawings = List.of(OutputFormat.SVG);
        var model =
                new Model(
                        "draws",
                        List.of(),
                        drawings,
                        OutputFormat.SVG,
                        List.of(),
                        true,
                        false,
                        false,
                        false,
                        null,
                        null,
                        List.of());

        ParamException refused =
                assertThrows(ParamException.class, () -> FormatPlan.of(model, OutputFormat.PNG));

        assertTrue(String.valueOf(refused.getMessage()).contains("makes svg only"));
    }
}
