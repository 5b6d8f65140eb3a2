package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.contract.Cell;
import org.junit.jupiter.api.Test;

class RunPortsTest {

    @Test
    void everybodyHasAPortOfTheirOwn() {
        assertThat(new RunPorts(0).all()).hasSize(Port.values().length - 1 + 15);
    }

    @Test
    void theOffsetIsAddedToEveryPort() {
        var moved = new RunPorts(1000).all();

        assertThat(moved.keySet())
                .containsExactlyElementsOf(new RunPorts(0)
                        .all().keySet().stream().map(port -> port + 1000).toList());
        assertThat(new RunPorts(1000).of(Cell.of("database@apac"))).isEqualTo(9114);
    }

    @Test
    void aTakenPortIsNamedWithWhoWantsIt() {
        assertThat(new RunPorts(7).taken(port -> port != 8089))
                .contains("Port 8089, for notifier-service, is taken by another program.");
        assertThat(new RunPorts(7).taken(_ -> true)).isEmpty();
    }

    @Test
    void anOffsetThatLeavesNoRoomIsRefused() {
        assertThatThrownBy(() -> new RunPorts(50_001))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("--port-offset");
        assertThatThrownBy(() -> new RunPorts(-1)).isInstanceOf(Trouble.class);
    }
}
