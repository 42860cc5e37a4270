package dev.atelier.core.memory;

import static dev.atelier.core.port.SampleEvents.id;
import static dev.atelier.core.port.SampleEvents.warned;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class MemoryEventBusTest {
    private final MemoryEventBus bus = new MemoryEventBus();
    private final List<Long> heard = new ArrayList<>();

    @Test
    void listenerHearsItsAssemblyUntilItCloses() {
        var subscription = bus.subscribe(id(1), (sequence, _) -> heard.add(sequence));

        bus.publish(id(1), 1, warned("a"));
        bus.publish(id(2), 2, warned("b"));
        subscription.close();
        subscription.close();
        bus.publish(id(1), 3, warned("c"));

        assertEquals(List.of(1L), heard);
    }

    @Test
    void closingOneListenerLeavesTheOther() {
        var first = bus.subscribe(id(1), (sequence, _) -> heard.add(sequence));
        bus.subscribe(id(1), (sequence, _) -> heard.add(-sequence));

        first.close();
        bus.publish(id(1), 7, warned("a"));

        assertEquals(List.of(-7L), heard);
    }
}
