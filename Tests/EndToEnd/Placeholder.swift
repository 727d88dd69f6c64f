// Placeholder until the first end-to-end test lands.
