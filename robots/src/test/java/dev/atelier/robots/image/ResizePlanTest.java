package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.Rectangle;

class ResizePlanTest {

    private static ResizePlan plan(
            int width,
            int height,
            @Nullable Integer frameWidth,
            @Nullable Integer frameHeight,
            Strategy strategy,
            boolean zoom) {
        return ResizePlan.of(
                width, height, frameWidth, frameHeight, strategy, zoom, Gravity.CENTER);
    }

    @ParameterizedTest
    @CsvSource({
        // source, frame, strategy, zoom, canvas
        "400,300, 100,100, FIT,      true,  100,75",
        "400,300, 100,100, MIN_FIT,  true,  133,100",
        "400,300, 100,100, PAD,      true,  100,100",
        "400,300, 100,100, FILLCROP, true,  100,100",
        "400,300, 100,100, STRETCH,  true,  100,100",
        "400,300, 100,100, CROP,     true,  100,100",
        "400,300, 200,,    FIT,      true,  200,150",
        "300,400, 200,,    FIT,      true,  200,267",
        "400,300, ,100,    STRETCH,  true,  133,100",
        "400,300, ,,       FIT,      true,  400,300",
        "400,300, 800,600, FIT,      true,  800,600",
        "3000,1,  100,100, FIT,      true,  100,1",
        "20,10,   100,100, FIT,      true,  100,50",
        "20,10,   100,100, FIT,      false, 20,10",
        "20,10,   100,100, MIN_FIT,  false, 20,10",
        "20,10,   100,100, STRETCH,  false, 20,10",
        "20,10,   100,100, PAD,      false, 100,100",
        "20,10,   100,,    FIT,      false, 20,10",
        "20,10,   10,100,  FILLCROP, false, 10,10",
        "20,10,   100,100, FILLCROP, false, 20,10",
        "20,10,   10,100,  CROP,     false, 10,10",
        "20,10,   10,100,  STRETCH,  false, 10,10",
        "20,10,   100,100, CROP,     true,  100,100",
        "5,2,     100,100, FILLCROP, true,  100,100",
        "401,301, 33,77,   FILLCROP, true,  33,77"
    })
    void theResultHasTheSizeOfItsStrategy(
            int width,
            int height,
            @Nullable Integer frameWidth,
            @Nullable Integer frameHeight,
            Strategy strategy,
            boolean zoom,
            int canvasWidth,
            int canvasHeight) {
        ResizePlan plan = plan(width, height, frameWidth, frameHeight, strategy, zoom);

        assertEquals(
                canvasWidth + "x" + canvasHeight, plan.canvasWidth() + "x" + plan.canvasHeight());
    }

    @Test
    void padCentresThePictureOnTheFrame() {
        assertEquals(
                new ResizePlan(new Rectangle(400, 300), 100, 75, 0, 12, 100, 100),
                plan(400, 300, 100, 100, Strategy.PAD, true));
        assertEquals(
                new ResizePlan(new Rectangle(20, 10), 20, 10, 40, 45, 100, 100),
                plan(20, 10, 100, 100, Strategy.PAD, false));
    }

    @ParameterizedTest
    @CsvSource({"LEFT,0", "CENTER,50", "RIGHT,100", "TOP,50", "BOTTOM_RIGHT,100"})
    void gravitySaysWhatFillcropKeeps(Gravity gravity, int left) {
        ResizePlan plan = ResizePlan.of(400, 300, 100, 100, Strategy.FILLCROP, true, gravity);

        assertEquals(new Rectangle(left, 0, 300, 300), plan.cut());
        assertEquals(new ResizePlan(plan.cut(), 100, 100, 0, 0, 100, 100), plan);
    }

    @ParameterizedTest
    @CsvSource({"TOP_LEFT,0,0", "CENTER,150,100", "BOTTOM_RIGHT,300,200"})
    void cropWithoutCoordinatesCutsWithoutScaling(Gravity gravity, int x, int y) {
        ResizePlan plan = ResizePlan.of(400, 300, 100, 100, Strategy.CROP, true, gravity);

        assertEquals(new Rectangle(x, y, 100, 100), plan.cut());
        assertEquals(100, plan.width());
    }

    @Test
    void enlargingToFillKeepsTheRatioAndCutsTheRest() {
        ResizePlan plan = plan(7, 5, 100, 60, Strategy.FILLCROP, true);

        assertEquals(new Rectangle(0, 0, 7, 5), plan.cut());
        assertEquals(100, plan.width());
        assertEquals(71, plan.height());
        assertEquals(-6, plan.y());
    }

    @Test
    void cutsStayInsideThePictureAndCoverTheFrame() {
        for (int width = 1; width < 40; width += 3) {
            for (int height = 1; height < 40; height += 5) {
                for (int frame = 1; frame < 60; frame += 7) {
                    for (Gravity gravity : Gravity.values()) {
                        ResizePlan plan =
                                ResizePlan.of(
                                        width, height, frame, 20, Strategy.FILLCROP, true, gravity);
                        String said = width + "x" + height + " " + frame + " " + plan;
                        Rectangle whole = new Rectangle(width, height);
                        assertEquals(plan.cut(), plan.cut().intersection(whole), said);
                        Rectangle canvas = new Rectangle(plan.canvasWidth(), plan.canvasHeight());
                        Rectangle laid =
                                new Rectangle(plan.x(), plan.y(), plan.width(), plan.height());
                        assertEquals(canvas, canvas.intersection(laid), said);
                        assertEquals(new Rectangle(frame, 20), canvas, said);
                    }
                }
            }
        }
    }
}
