variable "stage" {
  default = "dev"
}

module "data" {
  source = "./modules/data"
  prefix = "shop-${var.stage}"
}

module "api" {
  source = "./modules/api"
  table  = module.data.tables["orders"]
  other  = module.data.tables["customers"]
  bucket = module.data.bucket
}
