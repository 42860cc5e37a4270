package dev.atelier.server.uploads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.uploads.FetchRoom.Guest;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class FetchRoomTest {
    private final FetchRoom room = new FetchRoom(4, Duration.ofMillis(20));

    private void refused(Guest guest) {
        var refusal = assertThrows(AssemblyException.class, () -> room.enter(guest));
        assertEquals(ErrorCode.CANNOT_ACCEPT_NEW_ASSEMBLIES, refusal.error().code());
    }

    @Test
    void anAccountWhoseServersDripLeavesRoomForOthers() throws Exception {
        room.enter(new Guest("a", "1", 9));
        room.enter(new Guest("a", "2", 9));

        refused(new Guest("a", "3", 9));
        room.enter(new Guest("b", "4", 9));
    }

    @Test
    void noMoreAreFetchedThanTheAssemblyExpects() throws Exception {
        var only = new Guest("a", "1", 1);
        room.enter(only);

        refused(only);
        room.leave(only);
        room.enter(only);
    }

    @Test
    void whoFindsNoRoomIsSentAwayAndHoldsNothing() throws Exception {
        var first = new Guest("a", "1", 1);
        for (String account : new String[] {"b", "c", "d"}) {
            room.enter(new Guest(account, account, 1));
        }
        room.enter(first);

        refused(new Guest("e", "5", 1));
        room.leave(first);
        room.enter(new Guest("e", "5", 1));
    }

    @Test
    void whoWaitsEntersWhenAnotherLeaves() throws Exception {
        var patient = new FetchRoom(1, Duration.ofSeconds(20));
        var first = new Guest("a", "1", 1);
        patient.enter(first);
        Thread leaving = Thread.ofVirtual().start(() -> patient.leave(first));

        patient.enter(new Guest("b", "2", 1));
        leaving.join();
    }
}
