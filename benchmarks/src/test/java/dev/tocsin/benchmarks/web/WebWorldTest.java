package dev.tocsin.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.ComponentDefined;
import org.junit.jupiter.api.Test;

class WebWorldTest {

    @Test
    void eachComponentIsInEachRegionUnderANameOfItsOwn() {
        var world = WebWorld.of(5_000);

        assertThat(world.cells()).hasSize(5_000);
        assertThat(world.watched().catalog().cells()).containsExactlyInAnyOrderElementsOf(world.cells());
        assertThat(world.watched().catalog().components())
                .extracting(ComponentDefined::name)
                .doesNotHaveDuplicates();
    }
}
