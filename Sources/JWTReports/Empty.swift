// JWTReports
