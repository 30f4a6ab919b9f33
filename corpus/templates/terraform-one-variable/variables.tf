variable "project" {
  default = "shop"
}

variable "topic_arn" {
  type = string
}
