public import ArgumentParser
public import JWTConformance

extension Severity: ExpressibleByArgument {}
