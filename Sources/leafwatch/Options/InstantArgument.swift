public import ArgumentParser
public import TimeSeries

extension Instant: ExpressibleByArgument {
    /// Reads an ISO 8601 time, or a date as its midnight; UTC unless the text says otherwise.
    public init?(argument: String) { self.init(iso8601: argument) }
}
