// JWTWorkloads
