public import ArgumentParser
public import JWTConformance

extension GradingProfile: ExpressibleByArgument {}
