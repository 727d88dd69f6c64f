/// What a log group's name says about its lines.
enum LogGroupKind: Equatable {
    /// Route 53 query log.
    case dns
    /// Lambda function.
    case lambda
    /// Containers' standard output.
    case container
    /// Anything else, or not known: each line tells.
    case other

    init(logGroup: String) {
        if logGroup.hasPrefix("/aws/route53/") {
            self = .dns
        } else if logGroup.hasPrefix("/aws/lambda/") {
            self = .lambda
        } else if logGroup.hasSuffix("/ContainerLogs") || logGroup.hasPrefix("/aws/ec2/")
            || logGroup.hasPrefix("/ecs/")
        {
            self = .container
        } else {
            self = .other
        }
    }
}
