import ArgumentParser
import JWTWorkloads

extension ReportFormat: ExpressibleByArgument {}
